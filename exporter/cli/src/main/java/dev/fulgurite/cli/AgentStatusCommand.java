package dev.fulgurite.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fulgurite.cli.live.JavaProcess;
import dev.fulgurite.cli.live.Refused;
import dev.fulgurite.cli.text.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fulgurite agent PID status}. */
@Command(
    name = "status",
    customSynopsis = "fulgurite agent PID status [-h] [--all] [--json] [--color=WHEN]",
    description = {
      "Says what the agent does: its store, its ledger, and each hook with its calls.",
      "'never called': woven, and not called yet. 'no match': its class is there, and has no such",
      "method."
    })
final class AgentStatusCommand extends AgentAction {
  @Option(names = "--json", description = "Print a JSON object.")
  boolean json;

  @Option(names = "--all", description = "Show the hooks of libraries that are not loaded, too.")
  boolean all;

  @Mixin ColorArgument color = new ColorArgument();

  @Override
  void act(JavaProcess process) throws Refused {
    JsonNode status = process.ask("status");
    if (json) {
      out().println(Printable.json(status.toString()));
    } else {
      new AgentStatusText(status, out(), color.ansi()).print(all);
    }
  }
}
