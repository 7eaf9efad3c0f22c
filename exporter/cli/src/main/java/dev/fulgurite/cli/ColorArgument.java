package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Ansi;
import picocli.CommandLine.Option;

/** Whether to use colours. */
final class ColorArgument {
  enum When {
    AUTO,
    ALWAYS,
    NEVER
  }

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "AUTO",
      description = "auto (the default: on a terminal, unless NO_COLOR is set), always, or never.")
  When when = When.AUTO;

  Ansi ansi() {
    return when == When.ALWAYS || (when == When.AUTO && isWanted()) ? Ansi.ON : Ansi.OFF;
  }

  @SuppressWarnings("SystemConsoleNull") // main asks for the console that is null off a terminal
  private static boolean isWanted() {
    String noColor = System.getenv("NO_COLOR");
    return System.console() != null
        && (noColor == null || noColor.isEmpty())
        && !"dumb".equals(System.getenv("TERM"));
  }
}
