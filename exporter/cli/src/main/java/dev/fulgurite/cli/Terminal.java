package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Progress;
import picocli.CommandLine.Model.CommandSpec;

/** Whether a person is looking. */
final class Terminal {
  @SuppressWarnings("SystemConsoleNull") // main asks for the console that is null off a terminal
  static boolean isThere() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }

  /** On standard error, where a person is looking. */
  static Progress progress(CommandSpec spec) {
    return new Progress(spec.commandLine().getErr(), isThere(), System::nanoTime);
  }

  private Terminal() {}
}
