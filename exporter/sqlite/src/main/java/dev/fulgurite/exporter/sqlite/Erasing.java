package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.StoreProgress;
import dev.fulgurite.exporter.store.StoreProgress.Stage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Deletes spans so that nothing of them is left: their rows first, in short steps, then what only
 * they had in blocks, codebooks, index and dictionary, and at last what SQLite leaves in free space
 * and in its log, by writing the file anew. What was begun is noted in the file until it is done.
 */
final class Erasing {
  /** Also runs work on the one connection that writes, outside a transaction. */
  interface Access extends SqliteOutbox.Access {
    <T> T alone(SqlWork<T> work);
  }

  private final Access access;
  private final StoreFile file;
  private final int step;
  private final StoreProgress progress;

  /**
   * @param step spans removed at once
   */
  Erasing(Access access, StoreFile file, int step, StoreProgress progress) {
    this.access = access;
    this.file = file;
    this.step = step;
    this.progress = progress;
  }

  /** What it removed itself: another process that ends deletions takes part in this one. */
  Pruned delete(SpanDeletion deletion) {
    Pruned removed = remove(access.writing(locked -> ErasureTable.begin(locked, deletion)));
    finish();
    return removed;
  }

  private Pruned remove(BegunDeletion begun) {
    Pruned removed = new SpanErasure(begun, step).run(access, progress);
    access.writing(locked -> ErasureTable.removed(locked, begun));
    return removed;
  }

  /** Ends what was begun, by whomever; false where there was nothing. */
  boolean finish() {
    boolean any = access.reading(ErasureTable::exists);
    for (boolean done = !any; !done; ) {
      access.reading(ErasureTable::begun).forEach(this::remove);
      CleaningScope scope = access.writing(CleaningScope::begin);
      clean(scope);
      done = access.writing(scope::end);
    }
    return any;
  }

  private void clean(CleaningScope scope) {
    cleanSessions(scope);
    new CodebookRenewal(access, progress).run(scope.firstSeq());
    Watch watch = Watch.over(progress, Stage.INDEX);
    try {
      new IndexCleaning(access).run();
      new TextCleaning(access).run();
    } finally {
      watch.end();
    }
    rewrite();
  }

  private void cleanSessions(CleaningScope scope) {
    Map<Long, Long> blocks = new LinkedHashMap<>();
    for (long session : scope.sessions()) {
      blocks.put(session, access.reading(reads -> SessionCleaning.blocks(reads, session)));
    }
    long all = blocks.values().stream().mapToLong(Long::longValue).sum();
    StageCount count = new StageCount(progress, Stage.BLOCKS, all);
    long behind = 0;
    for (long session : scope.sessions()) {
      while (!new SessionCleaning(access, session, scope.lastSeq(), count).run()) {}
      behind += blocks.getOrDefault(session, 0L);
      count.reach(behind);
    }
  }

  /** SQLite writes a copy that has no name, and then from there into the log, which is seen. */
  private void rewrite() {
    StageCount count = new StageCount(progress, Stage.REWRITE, access.reading(FileRoom::usedBytes));
    long before = log(); // it may be written over from its beginning
    Watch watch = Watch.over(progress, count, () -> log() > before ? log() : 0);
    try {
      access.alone(FileRoom::rewrite);
    } finally {
      watch.end();
    }
    count.end();
  }

  private long log() {
    return file.wal().toFile().length();
  }
}
