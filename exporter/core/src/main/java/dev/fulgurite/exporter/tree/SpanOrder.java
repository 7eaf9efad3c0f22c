package dev.fulgurite.exporter.tree;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.Comparator;

/** The two orders in which spans are told. Both keep the order of arrival where they tie. */
public final class SpanOrder {
  /** By start; spans that start in one nanosecond by their sequence in the rollout. */
  public static final Comparator<StoredSpan> BY_START =
      Comparator.comparingLong(StoredSpan::startEpochNanos).thenComparingLong(SpanOrder::sequence);

  /** By sequence in the rollout, then start; spans without a sequence come first. */
  public static final Comparator<StoredSpan> BY_SEQUENCE =
      Comparator.comparingLong(SpanOrder::sequence).thenComparingLong(StoredSpan::startEpochNanos);

  /** The span's place in its rollout, from 1; 0 without one. */
  public static long sequence(StoredSpan span) {
    return span.number(AgentLightning.SEQUENCE_ID);
  }

  private SpanOrder() {}
}
