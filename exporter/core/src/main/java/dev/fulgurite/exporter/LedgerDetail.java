package dev.fulgurite.exporter;

import java.util.Map;

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
}
