package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Progress;
import dev.fulgurite.exporter.store.StoreProgress;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a store tells of long work, as a line: a bar where it is known how much there is to do. */
final class ProgressLine implements StoreProgress {
  private final Progress progress;
  private final LongSupplier nanoTime;
  private @Nullable Stage stage;
  private long begin;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  ProgressLine(Progress progress, LongSupplier nanoTime) {
    this.progress = progress;
    this.nanoTime = nanoTime;
  }

  @Override
  public void at(Stage now, long done, long total) {
    if (now != stage) {
      stage = now;
      begin = nanoTime.getAsLong();
    }
    if (!progress.isDue()) {
      return; // before any text is made: a store may tell every span
    }
    if (done > 0 && total > 0) {
      progress.at((double) done / total, text(now, done, total));
    } else {
      progress.at(doing(now) + ", " + (nanoTime.getAsLong() - begin) / 1_000_000_000 + " s");
    }
  }

  private static String text(Stage stage, long done, long total) {
    return switch (stage) {
      case SPANS -> of(done, total, "span") + " removed";
      case BLOCKS -> of(done, total, "block") + " cleaned";
      case ROOM -> bytes(done, total) + " given back";
      case COPY -> bytes(done, total) + " copied";
      case CHECK -> of(done, total, "span") + " read";
      case REWRITE -> bytes(done, total) + " of the file written anew";
      case SALVAGE -> of(done, total, "span") + " looked for";
      case INDEX, REPAIR -> doing(stage);
    };
  }

  private static String doing(Stage stage) {
    return switch (stage) {
      case SPANS -> "removing spans";
      case BLOCKS -> "cleaning blocks";
      case INDEX -> "cleaning the index";
      case REWRITE -> "writing the file anew";
      case ROOM -> "giving room back";
      case COPY -> "copying";
      case CHECK -> "reading the file";
      case REPAIR -> "mending";
      case SALVAGE -> "saving";
    };
  }

  private static String of(long done, long total, String noun) {
    return Numbers.count(done) + " of " + Numbers.counted(total, noun);
  }

  private static String bytes(long done, long total) {
    return Numbers.bytes(done) + " of " + Numbers.bytes(total);
  }
}
