package dev.fulgurite.exporter.bus;

import dev.fulgurite.exporter.Loss;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Says once for each subscription and reason what goes wrong; the ledger has the numbers. */
final class BusLog {
  private final Consumer<String> lines;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  BusLog(Consumer<String> lines) {
    this.lines = lines;
  }

  static void toSystemLogger(String line) {
    System.getLogger(EventBus.class.getName()).log(Level.WARNING, line);
  }

  void dropped(Subscription subscription, String reason) {
    if (!reason.equals(Loss.AFTER_SHUTDOWN) && !reason.equals(Subscription.UNSUBSCRIBED)) {
      once(
          subscription.id() + "/" + reason,
          "events for "
              + subscription
              + " are dropped ("
              + reason
              + "): its handler is slower than"
              + " what it asked for; raise maxQueueSize or maxConcurrent, or ask for less");
    }
  }

  void threw(Subscription subscription, Throwable thrown) {
    once(subscription.id() + "/" + thrown.getClass(), subscription + " threw " + thrown);
  }

  void overdue(Subscription subscription, Duration timeout) {
    once(
        subscription.id() + "/" + Loss.TIMEOUT,
        subscription + " has not handled an event after " + timeout + " and was interrupted");
  }

  void broke(String what, Throwable thrown) {
    once(what + thrown.getClass(), "the event bus " + what + ": " + thrown);
  }

  void tooManySessions(int alive) {
    once(
        "sessions",
        "the event bus follows no more than "
            + alive
            + " sessions at a time: others are neither created nor expired for its handlers; lower"
            + " sessionIdleTime");
  }

  /** A subscription that has ended is not spoken of again. */
  void forget(Subscription subscription) {
    said.removeIf(key -> key.startsWith(subscription.id() + "/"));
  }

  private void once(String key, String line) {
    if (said.add(key)) {
      try {
        lines.accept(line + " (said once)");
      } catch (RuntimeException e) {
        // Nobody is left to be told.
      }
    }
  }
}
