package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Progress;
import dev.fulgurite.exporter.store.StoreProgress;
import java.util.function.Function;
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

  /** Does {@code work}, which tells a person who is looking how far it is. */
  static <T> T watched(CommandSpec spec, Function<StoreProgress, T> work) {
    if (!isThere()) {
      return work.apply(StoreProgress.NONE);
    }
    try (Progress progress = progress(spec)) {
      return work.apply(new ProgressLine(progress, System::nanoTime));
    }
  }

  private Terminal() {}
}
