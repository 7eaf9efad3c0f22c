package dev.fulgurite.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a command: says what there is. */
@Command(
    name = "fulgurite",
    description =
        "Asks the store what the agent did: sessions, traces, rewards, and what was lost.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      SessionsCommand.class,
      TracesCommand.class,
      ShowCommand.class,
      DiffCommand.class,
      SearchCommand.class,
      TailCommand.class,
      SpansCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      SqlCommand.class,
      StatsCommand.class,
      LedgerCommand.class,
      DeleteCommand.class,
      VacuumCommand.class,
      BackupCommand.class,
      CheckCommand.class,
      DoctorCommand.class,
      AgentCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Without --store, the store is what the system property fulgurite.store or the variable",
      "FULGURITE_STORE names, else .fulgurite/fulgurite.db in the working directory.",
      "",
      "Examples:",
      "  fulgurite sessions --since 2h      what ran lately, and how it was rewarded",
      "  fulgurite show 4bf92f35            one session or trace as a tree",
      "  fulgurite search 'kind=tool and status=error'",
      "  fulgurite export --format triplets > triplets.jsonl",
      "  fulgurite doctor                   is anything wrong with my set-up?"
    })
final class RootCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
