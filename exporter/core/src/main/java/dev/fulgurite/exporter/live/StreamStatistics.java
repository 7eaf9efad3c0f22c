package dev.fulgurite.exporter.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of a stream's steps so far. With one reader {@code totalSteps = deliveredCount +
 * droppedCount + queueSize}; with more, each counts for itself, and {@link #isBalanced()} says
 * whether the sums agree, which they do at any moment. Immutable.
 *
 * @param totalSteps emitted, those that came too late included
 * @param offeredCount emitted, once for each reader of the time, and those that came too late
 * @param deliveredCount handed to readers; {@code replayedCount} does not count here
 * @param droppedCount in all
 * @param droppedByReason such as {@code queue_full}, {@code block_timeout}, {@code stalled}, {@code
 *     handler_failed}, {@code reader_closed}, {@code cancelled}, {@code after_end}
 * @param replayedCount handed from the store to readers that came late
 * @param missedCount steps of the past that a reader which came late did not find in the store
 * @param retryCount how often a reader's handler, or the store that holds the past, was tried again
 * @param queueSize steps that wait for readers, or are in their hands
 * @param fullest the same of the reader for whom most wait
 * @param maxSize how many may wait for one reader
 */
public record StreamStatistics(
    long totalSteps,
    long offeredCount,
    long deliveredCount,
    long droppedCount,
    Map<String, Long> droppedByReason,
    long replayedCount,
    long missedCount,
    long retryCount,
    int readers,
    int queueSize,
    int fullest,
    int maxSize) {

  record Queues(int readers, int queued, int fullest, int maxSize) {}

  static StreamStatistics of(long emitted, FeedCounts sum, Queues queues) {
    Map<String, Long> dropped = sum.dropped();
    return new StreamStatistics(
        emitted,
        sum.offered + dropped.getOrDefault(FeedCounts.Reason.AFTER_END, 0L),
        sum.delivered,
        dropped.values().stream().mapToLong(Long::longValue).sum(),
        dropped,
        sum.replayed,
        sum.missed,
        sum.retries,
        queues.readers,
        queues.queued,
        queues.fullest,
        queues.maxSize);
  }

  /** How full the fullest queue is, from 0 to 1; an end may lie above. */
  public double queueUsage() {
    return (double) fullest / maxSize;
  }

  /** The share of what was offered to readers that they did not get, from 0 to 1. */
  public double dropRate() {
    return (double) droppedCount / Math.max(1, offeredCount);
  }

  /** Retries for each step that was emitted. */
  public double retryRate() {
    return (double) retryCount / Math.max(1, totalSteps);
  }

  /** Whether each step that was offered is delivered, dropped or waiting. */
  public boolean isBalanced() {
    return offeredCount == deliveredCount + droppedCount + queueSize;
  }

  /** What to look into, the queue first; empty when all is well. */
  public List<StreamAlert> alerts() {
    List<StreamAlert> alerts = new ArrayList<>();
    for (StreamAlert.Measure measure : StreamAlert.Measure.values()) {
      measure.alert(this).ifPresent(alerts::add);
    }
    return alerts;
  }
}
