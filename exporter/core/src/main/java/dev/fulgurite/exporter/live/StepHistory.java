package dev.fulgurite.exporter.live;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanScan;
import dev.fulgurite.exporter.store.StoredSpan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a session has in the store, in the order of the stream: first page by page
 * everything that is there, then again and again what has arrived since. Steps of other streams of
 * the session, as before a restart, come first, as they started. Used by one thread.
 */
final class StepHistory {
  private static final int PAGE = 1000;

  private final SpanReader reader;
  private final String session;
  private final String stream;

  /** A step that others have overtaken by more than this will not come. */
  private final Duration patience;

  private final Deque<Step> ready = new ArrayDeque<>();
  private final TreeMap<Long, Step> early = new TreeMap<>();

  /** The step after which those of other streams are wanted; null once they are. */
  private @Nullable String after;

  private long next = 1;
  private long missed;

  /** Of what is there; null when all of it was read. */
  private @Nullable SpanQuery page;

  /** Whatever arrived before has been read. */
  private String arrivedAfter;

  /**
   * Whose steps.
   *
   * @param patience with a step that others have overtaken
   */
  record Wanted(String session, String stream, Duration patience) {}

  /**
   * @param after the id of the last step that was seen; null for none
   */
  StepHistory(SpanReader reader, Wanted wanted, @Nullable String after) {
    this.reader = reader;
    this.session = wanted.session;
    this.stream = wanted.stream;
    this.patience = wanted.patience;
    this.arrivedAfter = reader.endCursor(); // before the first page, or steps could be missed
    this.page = SpanQuery.builder().setSessionId(session).setLimit(PAGE).build();
    StepId seen = StepId.parse(after);
    if (seen != null && seen.stream().equals(stream)) {
      this.after = seen.toString();
      this.next = seen.sequence() + 1;
    } else if (seen != null && isKnown(seen)) {
      this.after = seen.toString();
    }
  }

  /** An id in its two parts. */
  private record StepId(String stream, long sequence) {
    static @Nullable StepId parse(@Nullable String id) {
      int dash = id == null ? -1 : id.lastIndexOf('-');
      try {
        return id == null || dash < 1
            ? null
            : new StepId(id.substring(0, dash), Long.parseLong(id, dash + 1, id.length(), 10));
      } catch (NumberFormatException e) {
        return null;
      }
    }

    @Override
    public String toString() {
      return stream + '-' + sequence;
    }
  }

  private boolean isKnown(StepId seen) {
    SpanQuery query =
        SpanQuery.builder()
            .setSessionId(session)
            .addAttribute(equal(Fulgurite.STEP_STREAM, seen.stream()))
            .addAttribute(equal(Fulgurite.STEP_SEQUENCE, seen.sequence()))
            .setLimit(1)
            .build();
    return !reader.spans(query).spans().isEmpty();
  }

  private static AttributePredicate equal(String key, Object value) {
    return new AttributePredicate(key, Operator.EQUALS, value);
  }

  /** The next step, if it has been read. */
  @Nullable Step poll() {
    return ready.poll();
  }

  /** The first of the stream's steps that has not been read. */
  long next() {
    return next;
  }

  /** Whether what was there at the beginning is still being read. */
  boolean isInThePast() {
    return page != null;
  }

  /** Steps that others have overtaken by far, since this was asked last. */
  long takeMissed() {
    long count = missed;
    missed = 0;
    return count;
  }

  /** Reads on. Returns false when nothing has arrived. */
  boolean read() {
    SpanQuery query = page;
    if (query == null) {
      return readArrived();
    }
    SpanPage found = reader.spans(query);
    found.spans().forEach(this::take);
    String cursor = found.nextCursor();
    page = cursor == null ? null : query.toBuilder().setCursor(cursor).build();
    return true;
  }

  /** Not by session: in order of arrival the newest are found at once without it, not with it. */
  private boolean readArrived() {
    String end = reader.endCursor();
    if (end.equals(arrivedAfter)) {
      return false;
    }
    SpanQuery query =
        SpanQuery.builder().setOrder(SpanQuery.Order.ARRIVAL).setCursor(arrivedAfter).build();
    SpanScan.forEach(reader, query, this::take);
    arrivedAfter = end;
    return true;
  }

  /** Gives up waiting for the next step, where {@code live} waits in the queue. */
  void passOver(long live) {
    long target = early.isEmpty() ? live : Math.min(early.firstKey(), live);
    if (target > next) {
      missed += target - next;
      next = target;
    }
    release();
  }

  private void take(StoredSpan span) {
    StepReader.step(span).filter(step -> step.session().equals(session)).ifPresent(this::take);
  }

  private void take(Step step) {
    if (!step.stream().equals(stream)) {
      takeOther(step);
    } else if (step.sequence() >= next) {
      early.put(step.sequence(), step);
      release();
      if (!early.isEmpty()
          && early.firstEntry().getValue().time().plus(patience).isBefore(step.time())) {
        passOver(Long.MAX_VALUE);
      }
    }
  }

  private void takeOther(Step step) {
    if (page == null) {
      return; // of a stream that runs beside this one
    }
    if (after == null && step.kind() != StepKind.END) {
      ready.add(step);
    } else if (step.id().equals(after)) {
      after = null;
    }
  }

  private void release() {
    while (!early.isEmpty() && early.firstKey() == next) {
      ready.add(early.pollFirstEntry().getValue());
      next++;
    }
  }
}
