package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerDetail;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of a process that said no goodbye: its last row, and what it had counted. */
final class KilledProcess {
  /** Reason and kind of what was counted after the last row. */
  private static final String UNRECORDED = "unrecorded";

  /**
   * @param row its last, null where it had none
   * @param counted the columns of its file
   * @param own the store's own destination
   */
  static LedgerRow merge(@Nullable LedgerRow row, LedgerRow counted, String own) {
    boolean commits = counted.destination().equals(own);
    if (row == null) {
      return with(counted, merge(LedgerSnapshot.EMPTY, counted.counts(), commits), counted);
    }
    return row.closed() ? row : with(row, merge(row.counts(), counted.counts(), commits), counted);
  }

  private static LedgerRow with(LedgerRow row, LedgerSnapshot counts, LedgerRow counted) {
    return new LedgerRow(
        row.processId(),
        row.pid(),
        row.destination(),
        row.startedEpochNanos(),
        Math.max(row.updatedEpochNanos(), counted.updatedEpochNanos()),
        false,
        counts);
  }

  /**
   * Every number only grows, so that the greater is the later.
   *
   * @param commits whether the row commits with what it says was delivered
   */
  private static LedgerSnapshot merge(LedgerSnapshot row, LedgerSnapshot counted, boolean commits) {
    long known = row.failedByReason().getOrDefault(LedgerRow.LOG_LOST, 0L);
    long lost = commits ? Math.max(0, counted.delivered() - row.delivered() - known) : 0;
    long emitted = Math.max(row.emitted(), counted.emitted());
    long sampledOut = Math.max(row.sampledOut(), counted.sampledOut());
    long dropped = Math.max(row.dropped(), counted.dropped());
    long delivered = commits ? row.delivered() : Math.max(row.delivered(), counted.delivered());
    // Given up by the process, and yet committed with the row: the row is right.
    long others = emitted - sampledOut - dropped - delivered - lost;
    long failed = Math.max(row.failed(), Math.min(counted.failed(), others)) + lost;
    LedgerSnapshot merged =
        LedgerSnapshot.EMPTY.withColumns(emitted, sampledOut, dropped, delivered, failed);
    return merged.withReasons(
        grown(row.droppedByReason(), dropped - row.dropped()),
        failedByReason(row, failed - row.failed(), lost),
        detail(row, merged, lost));
  }

  private static Map<String, Long> failedByReason(LedgerSnapshot row, long more, long lost) {
    Map<String, Long> sums = new TreeMap<>(grown(row.failedByReason(), more - lost));
    put(sums, LedgerRow.LOG_LOST, lost);
    return Collections.unmodifiableMap(sums);
  }

  private static LedgerDetail detail(LedgerSnapshot row, LedgerSnapshot merged, long lost) {
    LedgerDetail known = row.detail();
    Map<String, Map<String, Long>> kinds = new TreeMap<>(known.kinds());
    Map<String, Long> rest = new TreeMap<>();
    put(rest, "delivered", merged.delivered() - row.delivered());
    put(rest, "sampled_out." + UNRECORDED, merged.sampledOut() - row.sampledOut());
    put(rest, "dropped." + UNRECORDED, merged.dropped() - row.dropped());
    put(rest, "failed." + UNRECORDED, merged.failed() - row.failed() - lost);
    put(rest, "failed." + LedgerRow.LOG_LOST, lost);
    if (!rest.isEmpty()) {
      kinds.put(UNRECORDED, Collections.unmodifiableMap(rest));
    }
    Map<String, Long> actions = new TreeMap<>(known.actions());
    actions.put(LedgerRow.KILLED, 1L);
    return new LedgerDetail(
        grown(known.sampledOutByReason(), merged.sampledOut() - row.sampledOut()),
        Collections.unmodifiableMap(kinds),
        Collections.unmodifiableMap(actions));
  }

  private static Map<String, Long> grown(Map<String, Long> reasons, long more) {
    Map<String, Long> sums = new TreeMap<>(reasons);
    put(sums, UNRECORDED, more);
    return Collections.unmodifiableMap(sums);
  }

  private static void put(Map<String, Long> counts, String name, long count) {
    if (count > 0) {
      counts.merge(name, count, Long::sum);
    }
  }

  private KilledProcess() {}
}
