package dev.fulgurite.exporter.bus;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.IdentityHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits until what was published before is settled, and makes each handler for which it is hand on
 * what it holds. The dispatcher proceeds it.
 */
final class Flush {
  private final IdentityHashMap<Subscription, Long> marks = new IdentityHashMap<>();
  private final CompletableResultCode result = new CompletableResultCode();
  private final long deadline;
  private final AtomicInteger unfinished = new AtomicInteger();

  Flush(Iterable<Subscription> subscriptions, long deadline) {
    subscriptions.forEach(s -> marks.put(s, s.mailbox().mark()));
    unfinished.set(marks.size());
    this.deadline = deadline;
  }

  CompletableResultCode result() {
    return result;
  }

  /** Whether it is over. */
  boolean proceed(long now, Executor threads) {
    marks.entrySet().removeIf(mark -> isFlushed(mark.getKey(), mark.getValue(), threads));
    if (unfinished.get() == 0) {
      result.succeed();
    } else if (now - deadline >= 0) {
      result.fail();
    }
    return result.isDone();
  }

  private boolean isFlushed(Subscription subscription, long mark, Executor threads) {
    boolean passed = subscription.mailbox().hasPassed(mark);
    if (passed) {
      subscription.flush(threads, unfinished::decrementAndGet);
    }
    return passed;
  }
}
