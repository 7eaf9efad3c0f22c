package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Lets spans be sent on from a store, each at least once and those of one trace in the order they
 * arrived. A position is a place in that order; each destination has one per partition, kept in the
 * store, up to which everything was dealt with. Of several processes, the one that holds a
 * destination's lease sends. Thread-safe; every method may block on the disk and throws {@link
 * StoreException} when the store cannot be used.
 */
public interface Outbox {
  /** A trace belongs to one of so many partitions. */
  int PARTITIONS = 8;

  /** The partition of a trace, from the second half of its id, which is random also by W3C. */
  static int partition(long traceLow) {
    return (int) (traceLow & (PARTITIONS - 1));
  }

  /** The last position that has a span; 0 for none. Cheap. */
  long newest();

  /**
   * Makes {@code destination} known; does nothing where it is.
   *
   * @param after where it begins, in every partition: 0 for everything that the store holds, {@link
   *     #newest()} for what comes from now on
   */
  void begin(String destination, long after);

  /**
   * Takes or renews a lease.
   *
   * @return empty where it is the holder's now; else when that of another ends
   */
  Optional<Instant> acquire(OutboxLease lease, Instant now);

  /** Gives a lease up; does nothing where it is another's. */
  void release(OutboxLease lease);

  /** The position of each partition of a destination that is known. */
  List<Long> positions(String destination);

  /** Fills {@code page} with what follows its position in its partition. */
  OutboxPage read(OutboxPage.Filling page);

  /**
   * Moves positions forward, renews the lease and keeps the destination's ledger, all or nothing.
   *
   * @return how many spans were removed from the store before anybody took them up; empty where the
   *     lease is another's and nothing was changed
   */
  OptionalLong advance(OutboxLease lease, List<OutboxStep> steps, @Nullable LedgerRow ledger);

  /** What waits for a destination; counts the spans, so not for every batch. */
  OutboxBacklog backlog(String destination);
}
