package dev.fulgurite.cli;

import dev.fulgurite.cli.live.JavaProcess;
import dev.fulgurite.cli.live.Refused;
import dev.fulgurite.cli.text.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fulgurite agent PID methods}. */
@Command(
    name = "methods",
    customSynopsis = "fulgurite agent PID methods [-h] add METHODS",
    description = {
      "Makes operations of the calls of methods, in classes that are loaded and in those to come.",
      "They stay watched until the program ends; 'status' counts their calls."
    })
final class AgentMethodsCommand extends AgentAction {
  enum What {
    ADD
  }

  @Parameters(index = "0", paramLabel = "add", description = "The one thing that can be done.")
  What what = What.ADD;

  @Parameters(
      index = "1",
      paramLabel = "METHODS",
      description =
          "Such as 'pkg.Class[method1,method2];pkg.Other[method]'; subtypes are meant too.")
  String methods = "";

  @Override
  void act(JavaProcess process) throws Refused {
    process
        .ask("methods " + methods)
        .path("lines")
        .forEach(line -> out().println(Printable.line(line.asText())));
  }
}
