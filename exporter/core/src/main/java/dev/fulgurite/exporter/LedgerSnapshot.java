package dev.fulgurite.exporter;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.Map;

/**
 * Where every recorded span went: {@code emitted = sampledOut + dropped + delivered + failed +
 * inFlight}. Each column is counted by itself, none is computed from the others; a snapshot may be
 * off by the operations in progress while it is read, and is exact at rest. Immutable.
 *
 * @param emitted recorded spans handed to the processor
 * @param sampledOut left out on purpose, by sample rate or rule
 * @param dropped lost by an overflow policy or by shutdown; see {@code droppedByReason}
 * @param delivered acknowledged by the destination
 * @param failed refused by the destination or lost on the way; see {@code failedByReason}
 * @param inFlight queued or in a batch now
 * @param droppedByReason sums to {@code dropped}; sorted by reason
 * @param failedByReason sums to {@code failed}; sorted by reason
 * @param detail the same by event kind, and what was done about it
 */
public record LedgerSnapshot(
    long emitted,
    long sampledOut,
    long dropped,
    long delivered,
    long failed,
    long inFlight,
    Map<String, Long> droppedByReason,
    Map<String, Long> failedByReason,
    LedgerDetail detail) {

  /** Of a destination that has seen nothing. */
  public static final LedgerSnapshot EMPTY =
      new LedgerSnapshot(0, 0, 0, 0, 0, 0, Map.of(), Map.of());

  /** Without detail. */
  public LedgerSnapshot(
      long emitted,
      long sampledOut,
      long dropped,
      long delivered,
      long failed,
      long inFlight,
      Map<String, Long> droppedByReason,
      Map<String, Long> failedByReason) {
    this(
        emitted,
        sampledOut,
        dropped,
        delivered,
        failed,
        inFlight,
        droppedByReason,
        failedByReason,
        LedgerDetail.NONE);
  }

  /** What holds once {@code spans}, which count as in flight here, are delivered. */
  public LedgerSnapshot afterDelivery(Collection<SpanData> spans) {
    return new LedgerSnapshot(
        emitted,
        sampledOut,
        dropped,
        delivered + spans.size(),
        failed,
        inFlight - spans.size(),
        droppedByReason,
        failedByReason,
        detail.afterDelivery(spans));
  }

  /** The same with other columns, of which what is left of {@code emitted} is in flight. */
  public LedgerSnapshot withColumns(
      long emitted, long sampledOut, long dropped, long delivered, long failed) {
    return new LedgerSnapshot(
        emitted,
        sampledOut,
        dropped,
        delivered,
        failed,
        emitted - sampledOut - dropped - delivered - failed,
        droppedByReason,
        failedByReason,
        detail);
  }

  /** The same with other words about it. */
  public LedgerSnapshot withReasons(
      Map<String, Long> droppedByReason, Map<String, Long> failedByReason, LedgerDetail detail) {
    return new LedgerSnapshot(
        emitted,
        sampledOut,
        dropped,
        delivered,
        failed,
        inFlight,
        droppedByReason,
        failedByReason,
        detail);
  }

  /** Whether the equation holds. Always true at rest. */
  public boolean balanced() {
    return emitted == sampledOut + dropped + delivered + failed + inFlight;
  }
}
