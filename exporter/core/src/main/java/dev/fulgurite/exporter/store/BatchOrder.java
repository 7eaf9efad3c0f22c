package dev.fulgurite.exporter.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which the spans of a batch are best appended. Many sessions run at once, so their
 * spans come mixed, and what is read is a session: lying together its rows are on a few pages of
 * the store and not on nearly all.
 */
public final class BatchOrder {
  /**
   * {@code spans} session by session, in the order of each one's first span; those of a session
   * stay in their order. Null elements are not allowed. The list itself where one session has them
   * all.
   */
  public static List<StoredSpan> bySession(List<StoredSpan> spans) {
    Map<String, List<StoredSpan>> sessions = new LinkedHashMap<>();
    for (StoredSpan span : spans) {
      sessions.computeIfAbsent(SpanFacts.sessionId(span), id -> new ArrayList<>()).add(span);
    }
    if (sessions.size() <= 1) {
      return spans;
    }
    List<StoredSpan> ordered = new ArrayList<>(spans.size());
    sessions.values().forEach(ordered::addAll);
    return ordered;
  }

  private BatchOrder() {}
}
