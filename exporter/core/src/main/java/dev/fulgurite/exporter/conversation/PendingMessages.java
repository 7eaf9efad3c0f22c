package dev.fulgurite.exporter.conversation;

import dev.fulgurite.api.Conversation;
import dev.fulgurite.api.ConversationMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Messages on their way to a listener, and their accounts. Its own monitor guards it. */
final class PendingMessages {
  record Pending(Conversation conversation, ConversationMessage message) {}

  private final int bound;
  private final Deque<Pending> waiting = new ArrayDeque<>();
  private @Nullable Pending current;
  private long taken;
  private long delivered;
  private long failed;
  private long dropped;
  private long retries;
  private boolean degraded;

  PendingMessages(int bound) {
    this.bound = bound;
  }

  synchronized void add(Pending message) {
    if (waiting.size() >= bound) {
      waiting.removeFirst();
      dropped++;
    }
    waiting.addLast(message);
    taken++;
    notifyAll();
  }

  /** The next one, which is then the current one; null when none comes within {@code nanos}. */
  synchronized @Nullable Pending take(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    for (long left = nanos; waiting.isEmpty() && left > 0; left = deadline - System.nanoTime()) {
      wait(left / 1_000_000 + 1);
    }
    current = waiting.pollFirst();
    return current;
  }

  synchronized void settle(boolean success) {
    if (current != null) {
      current = null;
      delivered += success ? 1 : 0;
      failed += success ? 0 : 1;
      notifyAll();
    }
  }

  synchronized void retry() {
    retries++;
  }

  synchronized void degrade(boolean now) {
    degraded = now;
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Waits until none of the conversation's is left, at most until {@code deadline}. */
  synchronized void awaitNone(Conversation of, long deadline) throws InterruptedException {
    long nanos = deadline - System.nanoTime();
    while (hasAny(of) && nanos > 0) {
      wait(nanos / 1_000_000 + 1);
      nanos = deadline - System.nanoTime();
    }
  }

  /** Gives up on those of the conversation that still wait. Returns how many. */
  synchronized long abandon(Conversation of) {
    int before = waiting.size();
    waiting.removeIf(message -> message.conversation() == of);
    long lost = (long) before - waiting.size();
    failed += lost;
    return lost;
  }

  synchronized GuardStats stats() {
    long pending = (long) waiting.size() + (current == null ? 0 : 1);
    return new GuardStats(taken, delivered, failed, dropped, pending, retries, degraded);
  }

  private boolean hasAny(Conversation of) {
    return (current != null && current.conversation() == of)
        || waiting.stream().anyMatch(message -> message.conversation() == of);
  }
}
