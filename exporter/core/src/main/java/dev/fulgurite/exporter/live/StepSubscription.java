package dev.fulgurite.exporter.live;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands steps to a subscriber as far as it asks for them. One thread of ours makes all calls to it,
 * so that they come one after the other.
 */
final class StepSubscription implements Flow.Subscription, Runnable {
  private static final long LOOK_AGAIN_SECONDS = 1;

  private final StepFeed feed;
  private final Flow.Subscriber<? super Step> subscriber;
  private final AtomicLong wanted = new AtomicLong();

  /** Released when something changes. */
  private final Semaphore changed = new Semaphore(0);

  private volatile boolean cancelled;
  private volatile @Nullable RuntimeException refused;

  private StepSubscription(StepFeed feed, Flow.Subscriber<? super Step> subscriber) {
    this.feed = feed;
    this.subscriber = subscriber;
  }

  static void start(StepFeed feed, Flow.Subscriber<? super Step> subscriber, String session) {
    StepSubscription subscription = new StepSubscription(feed, subscriber);
    Thread thread = new Thread(subscription, "fulgurite-steps-" + session);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void request(long count) {
    if (count < 1) {
      refused = new IllegalArgumentException("request at least 1 step, not " + count);
    } else {
      wanted.accumulateAndGet(count, StepSubscription::saturating);
    }
    changed.release();
  }

  private static long saturating(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  @Override
  public void cancel() {
    cancelled = true;
    feed.close();
    changed.release();
  }

  @Override
  public void run() {
    try (feed) {
      subscriber.onSubscribe(this);
      publish();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError | AssertionError e) {
      fail(e);
    }
  }

  private void publish() throws InterruptedException {
    while (!cancelled) {
      RuntimeException refusal = refused;
      if (refusal != null) {
        throw refusal;
      }
      if (feed.isEnded()) {
        subscriber.onComplete();
        return;
      }
      if (wanted.get() == 0) {
        boolean unused = changed.tryAcquire(LOOK_AGAIN_SECONDS, SECONDS); // it may be cancelled
      } else {
        next();
      }
    }
  }

  private void next() throws InterruptedException {
    Step step = feed.poll(Duration.ofSeconds(LOOK_AGAIN_SECONDS));
    if (step != null && !cancelled) {
      wanted.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - 1);
      subscriber.onNext(step);
    }
  }

  /** A subscriber that throws has broken its contract; all that is left is to tell it, once. */
  private void fail(Throwable failure) {
    if (!cancelled) {
      cancelled = true;
      try {
        subscriber.onError(failure);
      } catch (RuntimeException | LinkageError | AssertionError e) {
        System.getLogger("dev.fulgurite")
            .log(System.Logger.Level.WARNING, "a subscriber to steps threw from onError", e);
      }
    }
  }
}
