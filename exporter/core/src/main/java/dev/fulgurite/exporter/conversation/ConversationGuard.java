package dev.fulgurite.exporter.conversation;

import dev.fulgurite.api.Conversation;
import dev.fulgurite.api.ConversationListener;
import dev.fulgurite.api.ConversationMessage;
import dev.fulgurite.exporter.WorkerThread;
import dev.fulgurite.exporter.conversation.PendingMessages.Pending;
import dev.fulgurite.exporter.delivery.Backoff;
import dev.fulgurite.exporter.delivery.CircuitBreaker;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between conversations and a listener that may fail, be slow or hang, as one that writes
 * into a database: it calls the listener on a thread of its own, in order, tries a message {@code
 * max_retries} times with growing waits, and leaves the listener alone for a while after failures
 * in a row. Meanwhile the conversation goes on, and messages wait up to a bound. Whatever is not
 * delivered is counted.
 *
 * <pre>{@code
 * ConversationGuard guard = ConversationGuard.create((talk, message) -> database.save(message));
 * Conversation talk = Conversation.builder("s-1").listener(guard).build();
 * }</pre>
 *
 * <p>One guard may serve many conversations. Thread-safe; adding never blocks. Its thread is a
 * daemon, started by the first message and gone when nothing has come for a while.
 */
public final class ConversationGuard implements ConversationListener {
  private static final long IDLE_NANOS = 10_000_000_000L;

  private final ConversationListener guarded;
  private final Duration initialBackoff;
  private final int breakerFailures;
  private final Duration breakerPause;
  private final Duration closeTimeout;
  private final PendingMessages messages;
  private final CircuitBreaker breaker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition hurried = lock.newCondition();
  private boolean running;
  private int closing;

  ConversationGuard(ConversationGuardBuilder builder) {
    this.guarded = builder.guarded;
    this.initialBackoff = builder.initialBackoff;
    this.breakerFailures = builder.breakerFailures;
    this.breakerPause = builder.breakerPause;
    this.closeTimeout = builder.closeTimeout;
    this.messages = new PendingMessages(builder.maxPending);
    this.breaker = new CircuitBreaker(breakerFailures, breakerPause);
  }

  /** With every default. */
  public static ConversationGuard create(ConversationListener guarded) {
    return builder(guarded).build();
  }

  public static ConversationGuardBuilder builder(ConversationListener guarded) {
    return new ConversationGuardBuilder(guarded);
  }

  public GuardStats stats() {
    return messages.stats();
  }

  @Override
  public void added(Conversation conversation, ConversationMessage message) {
    messages.add(new Pending(conversation, message));
    start();
  }

  /**
   * Waits for the messages of {@code conversation}, at most for the close timeout: each has its
   * last tries at once. What is left then counts as failed.
   */
  @Override
  public void closed(Conversation conversation) throws Exception {
    hurry(1);
    try {
      messages.awaitNone(conversation, System.nanoTime() + closeTimeout.toNanos());
    } finally {
      hurry(-1);
      long lost = messages.abandon(conversation);
      if (lost > 0) {
        log(lost + " messages did not reach their listener within " + closeTimeout);
      }
      guarded.closed(conversation);
    }
  }

  private void hurry(int more) {
    lock.lock();
    try {
      closing += more;
      hurried.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    lock.lock();
    try {
      if (!running) {
        running = true;
        new WorkerThread(this::work, "fulgurite-conversation-guard").start();
      }
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      do {
        Pending next = messages.take(IDLE_NANOS);
        while (next != null) {
          messages.settle(deliver(next));
          next = messages.take(IDLE_NANOS);
        }
      } while (goesOn());
    } catch (InterruptedException e) {
      // Nobody of ours does: the next message starts another thread.
      messages.settle(false);
      stopped();
    }
  }

  /** What came between the last look and here would otherwise wait for the next message. */
  private boolean goesOn() {
    lock.lock();
    try {
      running = !messages.isEmpty();
      return running;
    } finally {
      lock.unlock();
    }
  }

  private void stopped() {
    lock.lock();
    try {
      running = false;
    } finally {
      lock.unlock();
    }
  }

  private boolean deliver(Pending next) throws InterruptedException {
    Backoff backoff = new Backoff(policy(next), System.nanoTime());
    long wait = 0;
    for (int tries = 1; wait != Backoff.NO_MORE; tries++) {
      pause(wait);
      awaitBreaker();
      if (tries > 1) {
        messages.retry();
      }
      if (tried(next)) {
        return true;
      }
      wait = backoff.failed(System.nanoTime(), 0, ThreadLocalRandom.current().nextDouble());
    }
    return false;
  }

  private boolean tried(Pending next) {
    breaker.sent();
    try {
      guarded.added(next.conversation(), next.message());
      breaker.succeeded();
      messages.degrade(false);
      return true;
    } catch (Throwable failure) {
      if (breaker.failed(System.nanoTime())) {
        messages.degrade(true);
        log(
            "a conversation's listener failed %d times in a row (%s) and is left alone for %s"
                .formatted(breakerFailures, failure.getClass().getName(), breakerPause));
      }
      return false;
    } finally {
      Thread.interrupted(); // what the listener left behind
    }
  }

  private RetryPolicy policy(Pending next) {
    return RetryPolicy.builder()
        .setMaxAttempts(next.conversation().config().maxRetries())
        .setInitialBackoff(initialBackoff)
        .setMultiplier(2)
        .setMaxElapsed(Duration.ofDays(1))
        .build();
  }

  private void awaitBreaker() throws InterruptedException {
    lock.lock();
    try {
      long now = System.nanoTime();
      while (!breaker.permits(now)) {
        if (closing > 0) {
          breaker.hurry(now);
        } else {
          hurried.awaitNanos(breaker.untilProbe(now));
        }
        now = System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
  }

  private void pause(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && closing == 0) {
        left = hurried.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private static void log(String line) {
    System.getLogger("dev.fulgurite").log(Level.WARNING, "Fulgurite: " + line);
  }

  @Override
  public String toString() {
    return "ConversationGuard{initialBackoff=%s, breakerFailures=%d, breakerPause=%s, closeTimeout=%s}"
        .formatted(initialBackoff, breakerFailures, breakerPause, closeTimeout);
  }
}
