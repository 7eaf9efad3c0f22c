package dev.fulgurite.exporter.live;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.delivery.Backoff;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One reader's view of a {@link SessionStream}: every step in order, its end last. Steps wait here
 * up to the stream's {@code maxSize}; what does not fit is for the stream's policy. Close it when
 * you leave before the end, or the stream fills it in vain. For one thread at a time; {@link
 * #close()} for any.
 */
public final class StepFeed implements Iterable<Step>, AutoCloseable {
  private static final long FOREVER = Long.MAX_VALUE / 2;

  private final StepHub hub;
  private final FeedQueue feed;
  private final StreamSettings settings;
  private @Nullable StepJoin join;

  /**
   * @param join null for a reader that begins in the present
   */
  StepFeed(StepHub hub, FeedQueue feed, StreamSettings settings, @Nullable StepJoin join) {
    this.hub = hub;
    this.feed = feed;
    this.settings = settings;
    this.join = join;
  }

  /**
   * The next step, waiting for it.
   *
   * @return null when none came within {@code timeout}, and when none will: {@link #isEnded()}
   */
  public @Nullable Step poll(Duration timeout) throws InterruptedException {
    return poll(timeout.toNanos());
  }

  private @Nullable Step poll(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    Step step = fromThePast(nanos);
    if (step != null || join != null) {
      return step;
    }
    return hub.takeSettled(feed, nanos == 0 ? 0 : Math.max(0, deadline - System.nanoTime()));
  }

  private @Nullable Step fromThePast(long nanos) throws InterruptedException {
    if (join == null) {
      return null;
    }
    Step step = join.next(nanos);
    if (step == null && !hub.isJoining(feed)) {
      join = null;
    }
    return step;
  }

  /** Whether no step will come any more. */
  public boolean isEnded() {
    return hub.isEnded(feed);
  }

  /**
   * Iterates over the steps, blocking, until the end or until the stream is cancelled. Where the
   * stream has a timeout and no step comes in time, or the thread is interrupted, {@code hasNext}
   * throws {@link StreamTimeoutException}; it may be called again.
   */
  @Override
  public Iterator<Step> iterator() {
    return new Iterator<>() {
      private @Nullable Step next;

      @Override
      public boolean hasNext() {
        if (next == null) {
          next = await();
        }
        return next != null;
      }

      @Override
      public Step next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the stream of '" + settings.session() + "' has ended");
        }
        Step step = requireNonNull(next);
        next = null;
        return step;
      }
    };
  }

  private @Nullable Step await() {
    Duration timeout = settings.timeout();
    try {
      Step step = poll(timeout == null ? FOREVER : timeout.toNanos());
      if (step == null && !isEnded()) {
        throw new StreamTimeoutException(
            "no step of session '%s' within %s".formatted(settings.session(), timeout));
      }
      return step;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamTimeoutException(
          "interrupted while waiting for a step of session '" + settings.session() + "'");
    }
  }

  /**
   * Hands each step to {@code handler}, on this thread, until the end. A handler that throws is
   * called again with the same step, up to the stream's {@code maxRetries}, with growing waits from
   * 10 ms on; then the step counts as dropped ({@code handler_failed}) and the next one comes. So a
   * handler should be idempotent, by {@link Step#id()}.
   */
  public void deliverTo(Consumer<? super Step> handler) throws InterruptedException {
    while (!isEnded()) {
      Step replayed = fromThePast(FOREVER);
      Step step = replayed == null && join == null ? hub.take(feed, FOREVER) : replayed;
      if (step != null) {
        boolean handled = handle(step, handler);
        if (replayed == null) {
          hub.settle(feed, handled ? null : FeedCounts.Reason.FAILED);
        } else if (!handled) {
          hub.locked(() -> feed.counts.missed++);
        }
      }
    }
  }

  private boolean handle(Step step, Consumer<? super Step> handler) throws InterruptedException {
    Backoff backoff = new Backoff(settings.retries(), System.nanoTime());
    while (true) {
      try {
        handler.accept(step);
        return true;
      } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
        double random = ThreadLocalRandom.current().nextDouble();
        long wait = backoff.failed(System.nanoTime(), 0, random);
        if (wait == Backoff.NO_MORE) {
          return false;
        }
        hub.locked(() -> feed.counts.retries++);
        hub.pause(feed, wait);
      }
    }
  }

  /** Leaves the stream; what waits here is dropped and counted. Idempotent, never blocks. */
  @Override
  public void close() {
    hub.close(feed);
  }
}
