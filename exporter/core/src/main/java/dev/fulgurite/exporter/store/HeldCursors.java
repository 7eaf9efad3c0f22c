package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.store.HeldSpans.Held;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Where the destinations of a store on the heap are. Not thread-safe: its owner locks. */
final class HeldCursors {
  /** Of one destination, by partition. */
  static final class Cursor {
    final long[] positions = new long[Outbox.PARTITIONS];
    final long[] pruned = new long[Outbox.PARTITIONS];

    List<Long> toList() {
      return LongStream.of(positions).boxed().toList();
    }
  }

  private final Map<String, Cursor> cursors = new HashMap<>();
  private final Map<String, OutboxLease> leases = new HashMap<>();

  Map<String, OutboxLease> leases() {
    return leases;
  }

  void begin(String destination, long after) {
    cursors.computeIfAbsent(
        destination,
        any -> {
          Cursor cursor = new Cursor();
          Arrays.fill(cursor.positions, after);
          return cursor;
        });
  }

  Cursor of(String destination) {
    Cursor cursor = cursors.get(destination);
    if (cursor == null) {
      throw new StoreException("destination '" + destination + "' has no cursor: begin it", null);
    }
    return cursor;
  }

  /** Counts {@code held} for those that have not come to it. */
  void pruned(Held held) {
    int partition = Outbox.partition(held.key().traceLow());
    for (Cursor cursor : cursors.values()) {
      if (held.place().arrival() > cursor.positions[partition]) {
        cursor.pruned[partition]++;
      }
    }
  }
}
