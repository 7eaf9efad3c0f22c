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

  private static boolean isWanted() {
    String noColor = System.getenv("NO_COLOR");
    return Terminal.isThere() && (noColor == null || noColor.isEmpty());
  }
}
