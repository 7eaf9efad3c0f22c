package dev.fulgurite.exporter.live;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.fulgurite.exporter.delivery.Backoff;
import dev.fulgurite.exporter.live.StepHistory.Wanted;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoreException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A reader's way from the past into the present. Meanwhile its queue holds the newest steps and
 * forgets the oldest: they are recorded, and so will be read from the store. Once the store has led
 * up to what the queue holds, the reader goes on from there. So no step is missed or seen twice,
 * and no emitter ever waits for a reader that is still in the past. Used by one thread.
 */
final class StepJoin {
  private static final long LOOK_AGAIN_NANOS = 5_000_000;

  private final StepHub hub;
  private final FeedQueue feed;
  private final StreamSettings settings;
  private final Past past;
  private final @Nullable String after;
  private @Nullable StepHistory history;
  private @Nullable Backoff failing;
  private boolean flushed;

  /** Without a store to read from, what was given up. */
  private long passed;

  private long since;

  /**
   * @param after the id of the last step that was seen; null for none
   */
  StepJoin(
      StepHub hub, FeedQueue feed, StreamSettings settings, Past past, @Nullable String after) {
    this.hub = hub;
    this.feed = feed;
    this.settings = settings;
    this.past = past;
    this.after = after;
  }

  /**
   * The next step from the store.
   *
   * @return null when the time is up, and when the rest is in the queue: {@link
   *     FeedQueue#isJoining}
   */
  @Nullable Step next(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    begin();
    while (true) {
      Step step = history == null ? null : history.poll();
      if (step != null) {
        since = System.nanoTime();
        hub.locked(() -> replayed(step));
        return step;
      }
      if (hub.joins(feed, nextSequence())) {
        hub.locked(() -> feed.counts.missed += history == null ? 0 : history.takeMissed());
        return null;
      }
      long now = System.nanoTime();
      if (!read(now)) {
        if (now >= deadline) {
          return null;
        }
        hub.pause(feed, Math.min(LOOK_AGAIN_NANOS, deadline - now));
      }
    }
  }

  private void begin() {
    if (!flushed) {
      flushed = true;
      past.flush().get().join(past.timeout().toNanos(), NANOSECONDS);
      since = System.nanoTime();
    }
  }

  private long nextSequence() {
    return history == null ? passed : history.next();
  }

  /** Returns whether to look again at once. */
  private boolean read(long now) throws InterruptedException {
    boolean found;
    try {
      StepHistory open = open();
      found = open != null && open.read();
      failing = null;
    } catch (StoreException e) {
      return retries(now) || passOver();
    }
    if (history != null && history.isInThePast()) {
      since = now;
    }
    return now - since < past.timeout().toNanos() ? found : passOver();
  }

  private @Nullable StepHistory open() {
    if (history == null) {
      SpanReader reader = past.reader().get();
      Wanted wanted = new Wanted(settings.session(), hub.stream(), past.timeout());
      history = reader == null ? null : new StepHistory(reader, wanted, after);
    }
    return history;
  }

  private boolean retries(long now) throws InterruptedException {
    if (failing == null) {
      failing = new Backoff(settings.retries(), now);
    }
    long wait = failing.failed(now, 0, ThreadLocalRandom.current().nextDouble());
    if (wait == Backoff.NO_MORE) {
      return false;
    }
    hub.locked(() -> feed.counts.retries++);
    hub.pause(feed, wait);
    return true;
  }

  /** What is not in the store by now is given up. */
  private boolean passOver() {
    long live = hub.firstSequence(feed);
    if (history != null) {
      history.passOver(live);
    } else {
      long missed = live - 1 - passed;
      passed = live;
      hub.locked(() -> feed.counts.missed += missed);
    }
    since = System.nanoTime();
    return true;
  }

  private void replayed(Step step) {
    feed.counts.replayed++;
    feed.counts.missed += history == null ? 0 : history.takeMissed();
    if (step.kind() == StepKind.END) {
      feed.endSeen();
    }
  }
}
