package dev.fulgurite.exporter.bus;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.IdentityHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits until what was published before is settled, then makes handlers hand on what they hold. The
 * dispatcher proceeds it.
 */
final class Flush {
  private final IdentityHashMap<Subscription, Long> marks = new IdentityHashMap<>();
  private final CompletableResultCode result = new CompletableResultCode();
  private final long deadline;
  private final AtomicInteger handlers = new AtomicInteger();
  private boolean settled;

  Flush(Iterable<Subscription> subscriptions, long deadline) {
    subscriptions.forEach(s -> marks.put(s, s.mailbox().mark()));
    this.deadline = deadline;
  }

  CompletableResultCode result() {
    return result;
  }

  /** Whether it is over. */
  boolean proceed(long now, Executor threads) {
    if (!settled && marks.entrySet().stream().allMatch(m -> isPassed(m.getKey(), m.getValue()))) {
      settled = true;
      handlers.set(marks.size());
      marks.keySet().forEach(s -> s.flush(threads, handlers::decrementAndGet));
    }
    if (settled && handlers.get() == 0) {
      result.succeed();
    } else if (now - deadline >= 0) {
      result.fail();
    }
    return result.isDone();
  }

  private static boolean isPassed(Subscription subscription, long mark) {
    return subscription.mailbox().hasPassed(mark);
  }
}
