package dev.fulgurite.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fulgurite completion}. */
@Command(
    name = "completion",
    description = "Prints a script that completes commands and options in a shell.",
    footer = {
      "",
      "Examples:",
      "  alias fulgurite='java -jar /path/to/fulgurite.jar'    unless it is installed as fulgurite",
      "  source <(fulgurite completion bash)                   in ~/.bashrc or ~/.zshrc",
    })
final class CompletionCommand implements Runnable {
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  Shell shell = Shell.BASH;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    // One script serves both: in zsh it loads the emulation of bash's completion by itself.
    spec.commandLine().getOut().print(AutoComplete.bash("fulgurite", spec.root().commandLine()));
  }
}
