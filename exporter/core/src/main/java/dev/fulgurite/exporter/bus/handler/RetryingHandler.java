package dev.fulgurite.exporter.bus.handler;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.EventHandler;
import dev.fulgurite.exporter.delivery.Backoff;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tries again where a handler throws, waiting on the thread of the event, so that its session keeps
 * its order. What fails for the last time is kept as a dead letter and fails here too.
 */
public final class RetryingHandler extends Wrapping {
  /** 3 tries, after 1 and 2 seconds. */
  public static final RetryPolicy DEFAULT_POLICY =
      RetryPolicy.builder()
          .setMaxAttempts(3)
          .setInitialBackoff(Duration.ofSeconds(1))
          .setMultiplier(2)
          .setJitter(0)
          .build();

  /** Beyond, the oldest make way. */
  private static final int MOST_LETTERS = 1_000;

  private final RetryPolicy policy;
  private final Pause pause;
  private final ArrayDeque<DeadLetter> letters = new ArrayDeque<>();

  /** An event that could not be handled, and why in the end. */
  public record DeadLetter(BusEvent event, Exception cause) {}

  /** Waiting, which tests replace. */
  interface Pause {
    void forNanos(long nanos) throws InterruptedException;
  }

  RetryingHandler(RetryPolicy policy, EventHandler handler, Pause pause) {
    super(handler);
    this.policy = requireNonNull(policy, "policy");
    this.pause = pause;
  }

  /** Tries as {@link #DEFAULT_POLICY} says. */
  public static RetryingHandler of(EventHandler handler) {
    return of(DEFAULT_POLICY, handler);
  }

  /** Tries as {@code policy} says. A handler's timeout of the subscription is for all tries. */
  public static RetryingHandler of(RetryPolicy policy, EventHandler handler) {
    return new RetryingHandler(
        policy, handler, nanos -> Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000)));
  }

  @Override
  public void handle(BusEvent event) throws Exception {
    Backoff backoff = new Backoff(policy, System.nanoTime());
    long wait = 0;
    while (wait != Backoff.NO_MORE) {
      try {
        pass(event);
        return;
      } catch (InterruptedException e) {
        bury(event, e);
        throw e;
      } catch (Exception e) {
        double random = ThreadLocalRandom.current().nextDouble();
        wait = backoff.failed(System.nanoTime(), 0, random);
        if (wait == Backoff.NO_MORE) {
          bury(event, e);
          throw e;
        }
      }
      pause.forNanos(wait);
    }
  }

  private void bury(BusEvent event, Exception cause) {
    synchronized (letters) {
      if (letters.size() == MOST_LETTERS) {
        letters.remove();
      }
      letters.add(new DeadLetter(event, cause));
    }
  }

  /** The latest 1,000, oldest first. */
  public List<DeadLetter> deadLetters() {
    synchronized (letters) {
      return List.copyOf(letters);
    }
  }

  /** Takes the dead letters out, to be handled otherwise. */
  public List<DeadLetter> takeDeadLetters() {
    synchronized (letters) {
      List<DeadLetter> taken = List.copyOf(letters);
      letters.clear();
      return taken;
    }
  }
}
