package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanDeletion;

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
  private final int step;

  Erasing(Access access, int step) {
    this.access = access;
    this.step = step;
  }

  Pruned delete(SpanDeletion deletion) {
    Pruned removed = new SpanErasure(deletion, step).run(access);
    finish();
    return removed;
  }

  /** Cleans what was begun, by whomever; false where there was nothing. */
  boolean finish() {
    boolean any = access.reading(ErasureTable::exists);
    for (boolean done = !any; !done; ) {
      long additions = access.reading(ErasureTable::additions);
      clean();
      done = access.writing(locked -> ErasureTable.drop(locked, additions));
    }
    return any;
  }

  private void clean() {
    for (long session : access.reading(ErasureTable::sessions)) {
      while (!new SessionCleaning(access, session).run()) {}
    }
    new CodebookRenewal(access).run(access.reading(ErasureTable::firstSeq));
    new IndexCleaning(access).run();
    new TextCleaning(access).run();
    access.alone(FileRoom::rewrite);
  }
}
