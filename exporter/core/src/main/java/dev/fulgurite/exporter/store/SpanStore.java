package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where spans are kept and asked for. Thread-safe; every method may block on the disk or network.
 * Open one with {@link SpanStores#open}.
 */
public interface SpanStore extends AutoCloseable {
  /**
   * Keeps {@code spans}; when it returns they survive the death of this process. All or nothing. A
   * span whose trace and span id are already there is a no-op, so sending twice is safe.
   *
   * @param ledger this destination's ledger after the append, kept in the same transaction; null
   *     where the caller keeps none
   * @return how many of {@code spans} were new
   * @throws StoreException when nothing of it was kept
   * @throws IllegalArgumentException when a trace or span id is malformed; nothing of it was kept
   */
  int append(List<StoredSpan> spans, @Nullable LedgerRow ledger);

  /** Keeps or replaces the ledger row of one process and destination. */
  void recordLedger(LedgerRow row);

  /** Asks the store; valid until {@link #close()}. */
  SpanReader reader();

  /**
   * Removes spans for good, in short steps between which others write. When it returns, what only
   * they had is in none of the store's parts any more, and in no file of it that is in reach; an
   * index that is behind must not bring it back. What is appended meanwhile may stay. May take as
   * long as writing everything anew, and may be asked again where it failed half-way.
   *
   * @return what went, which {@link SpanReader#pruned()} counts, as each {@link Outbox} does
   * @throws StoreException when something of it may be left, saying what to do
   */
  default Pruned delete(SpanDeletion deletion) {
    throw new StoreException("Store " + this + " cannot delete spans", null);
  }

  /**
   * The same, telling how far it is; a store that does not know tells nothing, which is the
   * default.
   */
  default Pruned delete(SpanDeletion deletion, StoreProgress progress) {
    return delete(deletion);
  }

  /** Looks for damage; an empty list when there is none. May take as long as reading everything. */
  List<String> check();

  /** The same, telling how far it is, or, which is the default, nothing. */
  default List<String> check(StoreProgress progress) {
    return check();
  }

  /** Room, copies and repairs; empty where this store sees to them itself. */
  default Optional<Upkeep> upkeep() {
    return Optional.empty();
  }

  /** How spans are sent on from here; empty where this store does not offer it. */
  default Optional<Outbox> outbox() {
    return Optional.empty();
  }

  /** Asks in SQL; empty where this store does not offer it, or not as it was opened. */
  default Optional<SqlAccess> sql() {
    return Optional.empty();
  }

  /**
   * The file that this store lies in, beside which its processes keep what they count in small
   * files of their own, {@link LedgerFiles}, which {@link SpanReader#ledger()} then includes.
   * Empty, the default, where there is none.
   */
  default Optional<Path> file() {
    return Optional.empty();
  }

  /** Idempotent. */
  @Override
  void close();
}
