package dev.fulgurite.exporter;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a ledger knows beyond its columns. Immutable; the maps are sorted.
 *
 * @param sampledOutByReason sums to the column {@code sampledOut}
 * @param kinds per event kind, such as {@code reward} or {@code llm}: how many spans ended where,
 *     by {@code sampled_out.REASON}, {@code delivered}, {@code dropped.REASON} and {@code
 *     failed.REASON}; each column is the sum over kinds
 * @param actions how often what was done, such as {@code retries} or {@code failovers}
 */
public record LedgerDetail(
    Map<String, Long> sampledOutByReason,
    Map<String, Map<String, Long>> kinds,
    Map<String, Long> actions) {

  /** Nothing known. */
  public static final LedgerDetail NONE = new LedgerDetail(Map.of(), Map.of(), Map.of());

  LedgerDetail afterDelivery(Collection<SpanData> spans) {
    Map<String, Map<String, Long>> sums = new TreeMap<>();
    kinds.forEach((kind, counts) -> sums.put(kind, new TreeMap<>(counts)));
    for (SpanData span : spans) {
      sums.computeIfAbsent(EventKind.of(span).word(), any -> new TreeMap<>())
          .merge("delivered", 1L, Long::sum);
    }
    return new LedgerDetail(sampledOutByReason, Collections.unmodifiableMap(sums), actions);
  }
}
