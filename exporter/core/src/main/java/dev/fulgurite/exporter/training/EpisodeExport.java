package dev.fulgurite.exporter.training;

import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.util.function.Predicate;

/** Writes JSON lines from episodes, one at a time. Not thread-safe. */
public interface EpisodeExport {
  /**
   * Writes the calls of {@code episode} that are wanted; the others count neither as written nor as
   * left out.
   */
  void add(Episode episode, Predicate<? super StoredSpan> wanted) throws IOException;

  /**
   * Writes what could only be written once every episode is known; called once, at the end.
   *
   * @param limit lines in all; what is beyond it counts neither as written nor as left out
   */
  default void finish(long limit) throws IOException {}

  /** What has been written and left out so far. */
  ExportReport report();
}
