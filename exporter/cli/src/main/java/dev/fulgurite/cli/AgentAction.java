package dev.fulgurite.cli;

import dev.fulgurite.cli.live.JavaProcess;
import dev.fulgurite.cli.live.Refused;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What is done with an agent in another process. */
@Command(sortOptions = false)
abstract class AgentAction implements Callable<Integer> {
  @ParentCommand AgentCommand agent = new AgentCommand();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public final Integer call() {
    try (JavaProcess process = JavaProcess.attach(agent.pid)) {
      act(process);
      return Fulgurite.OK;
    } catch (Refused e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  abstract void act(JavaProcess process) throws Refused;

  PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
