package dev.fulgurite.exporter.bus.handler;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.EventHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects events and hands them on many at a time: when the size is reached, when the first has
 * waited for the interval, to the second, and at a flush. A batch that its target refuses is kept
 * and tried again with the next; beyond ten batches the oldest events are given up and counted.
 */
public final class BatchingHandler implements EventHandler {
  /** 100 events. */
  public static final int DEFAULT_SIZE = 100;

  /** 5 seconds. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  private static final int MOST_BATCHES = 10;

  private final int size;
  private final Duration interval;
  private final Target target;

  /** Held while the target runs, so that batches come in order. */
  private final Object sending = new Object();

  private final Object lock = new Object();
  private List<BusEvent> waiting = new ArrayList<>();

  /** When the first of those that wait was noticed by the clock. */
  private @Nullable Instant since;

  private long lost;

  /** Takes batches, one at a time. */
  @FunctionalInterface
  public interface Target {
    /** {@code events} is not empty, oldest first. */
    void accept(List<BusEvent> events) throws Exception;
  }

  private BatchingHandler(int size, Duration interval, Target target) {
    if (size < 1) {
      throw new IllegalArgumentException("size must be at least 1, was " + size);
    }
    this.size = size;
    this.interval = requireNonNull(interval, "interval");
    this.target = requireNonNull(target, "target");
  }

  /** Batches of the default size and interval. */
  public static BatchingHandler of(Target target) {
    return of(DEFAULT_SIZE, DEFAULT_INTERVAL, target);
  }

  /** Batches of {@code size}, or what there is after {@code interval}. */
  public static BatchingHandler of(int size, Duration interval, Target target) {
    return new BatchingHandler(size, interval, target);
  }

  /** Events that were given up. */
  public long lost() {
    synchronized (lock) {
      return lost;
    }
  }

  @Override
  public void handle(BusEvent event) throws Exception {
    boolean full;
    synchronized (lock) {
      waiting.add(event);
      full = waiting.size() >= size;
    }
    if (full) {
      send(size);
    }
  }

  @Override
  public void tick(Instant now) throws Exception {
    boolean due;
    synchronized (lock) {
      since = waiting.isEmpty() ? null : since == null ? now : since;
      due = since != null && !since.plus(interval).isAfter(now);
    }
    if (due) {
      send(1);
    }
  }

  @Override
  public void flush() throws Exception {
    send(1);
  }

  private void send(int atLeast) throws Exception {
    synchronized (sending) {
      List<BusEvent> batch = take(atLeast);
      if (!batch.isEmpty()) {
        try {
          target.accept(List.copyOf(batch));
        } catch (Throwable t) {
          putBack(batch);
          throw t;
        }
      }
    }
  }

  /** Empty where others have sent meanwhile. */
  private List<BusEvent> take(int atLeast) {
    synchronized (lock) {
      if (waiting.size() < atLeast) {
        return List.of();
      }
      List<BusEvent> batch = waiting;
      waiting = new ArrayList<>();
      since = null;
      return batch;
    }
  }

  private void putBack(List<BusEvent> batch) {
    synchronized (lock) {
      batch.addAll(waiting);
      int tooMany = Math.max(0, batch.size() - size * MOST_BATCHES);
      lost += tooMany;
      waiting = new ArrayList<>(batch.subList(tooMany, batch.size()));
    }
  }
}
