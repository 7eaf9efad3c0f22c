package dev.fulgurite.agent;

import java.io.PrintStream;

/** What {@code java -jar fulgurite-agent.jar} says. */
public final class Main {
  private static final String HELP =
      """
      Fulgurite agent VERSION: records what an AI agent on the JVM does.

        java -javaagent:fulgurite-agent.jar -jar app.jar
        java -javaagent:fulgurite-agent.jar=fulgurite.store=sqlite:PATH;fulgurite.quiet=true ...
        java -javaagent:fulgurite-agent.jar=agent.properties ...

      Settings, in the order in which they win: -D properties, the arguments above, FULGURITE_*
      and OTEL_* variables, the file. The program that runs is asked, and changed, by the command
      line: fulgurite agent PID status

        --version       the version
        --list-hooks    the places that are instrumented, for fulgurite.agent.instrument
        --help          this
      """;

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    switch (arguments.length == 0 ? "--version" : arguments[0]) {
      case "--version" -> out.println("fulgurite-agent " + Premain.version());
      case "--list-hooks" -> Premain.listHooks(out);
      case "--help", "-h" -> out.print(HELP.replace("VERSION", Premain.version()));
      default -> {
        System.err.println("unknown argument '" + arguments[0] + "'; try --help");
        System.exit(2);
      }
    }
  }

  private Main() {}
}
