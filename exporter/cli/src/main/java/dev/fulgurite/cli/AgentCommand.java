package dev.fulgurite.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fulgurite agent}. */
@Command(
    name = "agent",
    description = {
      "Asks and changes the agent in a running program, without a restart.",
      "Run it as the user that runs the program. JDK 21 and newer say in that program's",
      "standard error that an agent was loaded, unless it has -XX:+EnableDynamicAgentLoading."
    },
    sortOptions = false,
    subcommands = {
      AgentStatusCommand.class,
      AgentSampleRateCommand.class,
      AgentMethodsCommand.class,
      AgentStartCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite agent 4711 status",
      "  fulgurite agent 4711 sample-rate 0.1",
      "  fulgurite agent 4711 methods add 'com.acme.Planner[plan,revise]'"
    })
final class AgentCommand implements Runnable {
  @Parameters(paramLabel = "PID", description = "The process id of the program, as jps lists it.")
  String pid = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: status, sample-rate, methods or start");
  }
}
