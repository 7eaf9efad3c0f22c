package dev.fulgurite.cli;

import dev.fulgurite.cli.live.JavaProcess;
import dev.fulgurite.cli.live.Refused;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code fulgurite agent PID start}. */
@Command(
    name = "start",
    customSynopsis = "fulgurite agent PID start [-h] [--agent-jar=FILE] [ARGUMENTS]",
    description = {
      "Starts the agent in a program that runs without it.",
      "What is loaded already is woven too; calls in progress are not seen."
    })
final class AgentStartCommand extends AgentAction {
  private static final String JAR = "fulgurite-agent.jar";

  @Option(
      names = "--agent-jar",
      paramLabel = "FILE",
      description = "By default fulgurite-agent.jar beside this command's own jar.")
  @Nullable Path jar;

  @Parameters(
      arity = "0..1",
      paramLabel = "ARGUMENTS",
      description = "As after -javaagent:fulgurite-agent.jar=")
  String arguments = "";

  @Override
  void act(JavaProcess process) throws Refused {
    Path running = process.agent();
    if (running == null) {
      process.start(existing().toAbsolutePath(), arguments);
      running = process.agent();
      if (running == null) {
        throw new CliException(
            "the agent did not start in process "
                + agent.pid
                + ": see that program's standard error, and fulgurite.agent.enabled");
      }
      out().println("started in process " + agent.pid + " from " + running);
    } else {
      out().println("runs in process " + agent.pid + " already, from " + running);
    }
  }

  private Path existing() {
    Path chosen = jar == null ? beside() : jar;
    if (!Files.isRegularFile(chosen)) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no '" + chosen + "': name the agent's jar with --agent-jar");
    }
    return chosen;
  }

  private static Path beside() {
    try {
      return Path.of(
              AgentStartCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolveSibling(JAR);
    } catch (URISyntaxException e) {
      return Path.of(JAR);
    }
  }
}
