package dev.fulgurite.cli;

import dev.fulgurite.cli.live.JavaProcess;
import dev.fulgurite.cli.live.Refused;
import dev.fulgurite.cli.text.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fulgurite agent PID sample-rate}. */
@Command(
    name = "sample-rate",
    customSynopsis = "fulgurite agent PID sample-rate [-h] RATE",
    description = {
      "Changes which share of the traces is kept, for those that begin from now on.",
      "Rewards and exceptions are always kept."
    })
final class AgentSampleRateCommand extends AgentAction {
  @Parameters(paramLabel = "RATE", description = "From 0.0 to 1.0.")
  String rate = "";

  @Override
  void act(JavaProcess process) throws Refused {
    process
        .ask("sample-rate " + rate)
        .path("lines")
        .forEach(line -> out().println(Printable.line(line.asText())));
  }
}
