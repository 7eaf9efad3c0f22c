package dev.fulgurite.exporter.bus;

import dev.fulgurite.exporter.LedgerDetail;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Adds ledgers up. */
final class Ledgers {
  static LedgerSnapshot sum(LedgerSnapshot a, LedgerSnapshot b) {
    return new LedgerSnapshot(
        a.emitted() + b.emitted(),
        a.sampledOut() + b.sampledOut(),
        a.dropped() + b.dropped(),
        a.delivered() + b.delivered(),
        a.failed() + b.failed(),
        a.inFlight() + b.inFlight(),
        sum(a.droppedByReason(), b.droppedByReason()),
        sum(a.failedByReason(), b.failedByReason()),
        sum(a.detail(), b.detail()));
  }

  private static LedgerDetail sum(LedgerDetail a, LedgerDetail b) {
    Map<String, Map<String, Long>> kinds = new TreeMap<>(a.kinds());
    b.kinds().forEach((kind, counts) -> kinds.merge(kind, counts, Ledgers::sum));
    return new LedgerDetail(
        sum(a.sampledOutByReason(), b.sampledOutByReason()),
        Collections.unmodifiableMap(kinds),
        sum(a.actions(), b.actions()));
  }

  private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
    TreeMap<String, Long> sum = new TreeMap<>(a);
    b.forEach((key, count) -> sum.merge(key, count, Long::sum));
    return Collections.unmodifiableMap(sum);
  }

  private Ledgers() {}
}
