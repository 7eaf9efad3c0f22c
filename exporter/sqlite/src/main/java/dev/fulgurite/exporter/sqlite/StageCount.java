package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoreProgress;

/**
 * Tells how far one stage is: never back, never beyond its total. Spans may come and go meanwhile,
 * and what others do first is begun anew. Not thread-safe.
 */
final class StageCount {
  private final StoreProgress progress;
  private final StoreProgress.Stage stage;
  private final long total;
  private long done;

  StageCount(StoreProgress progress, StoreProgress.Stage stage, long total) {
    this.progress = progress;
    this.stage = stage;
    this.total = total;
  }

  void reach(long reached) {
    done = Math.min(total, Math.max(done, reached));
    progress.at(stage, done, total);
  }

  void add(long more) {
    reach(done + more);
  }

  void end() {
    reach(total);
  }
}
