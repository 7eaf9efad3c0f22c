package dev.fulgurite.exporter.bus;

import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.Loss;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.bus.Announcement.Outcome;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One handler's wish for one type of events, and what became of them. Thread-safe. */
public final class Subscription {
  static final String UNSUBSCRIBED = "unsubscribed";
  private static final String LEAKED = "leaked_contexts";

  private final String id;
  private final BusEventType type;
  private final EventHandler handler;
  private final SubscriptionOptions options;
  private final Mailbox mailbox;
  private final Tally tally = new Tally();
  private final BusLog log;

  /** Handlers find the classes that who subscribed has found. */
  private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

  private final AtomicBoolean aside = new AtomicBoolean();

  /** Else a program that does nothing would have a thread wake each second for nothing. */
  private final boolean ticks;

  /** What waited was dropped; what comes yet had been on its way. */
  private volatile boolean ended;

  /** Something that a handler does beside handling. */
  interface Aside {
    void run(EventHandler handler) throws Exception;
  }

  Subscription(String id, BusEventType type, EventHandler handler, Terms terms) {
    this.id = id;
    this.type = type;
    this.handler = handler;
    this.options = terms.options();
    this.mailbox = new Mailbox(options);
    this.log = terms.log();
    this.ticks = caresForTime(handler);
  }

  private static boolean caresForTime(EventHandler handler) {
    try {
      Class<?> where = handler.getClass().getMethod("tick", Instant.class).getDeclaringClass();
      return where != EventHandler.class;
    } catch (NoSuchMethodException e) {
      return true;
    }
  }

  /** What the bus gives it. */
  record Terms(SubscriptionOptions options, BusLog log) {}

  /** For {@link EventBus#unsubscribe(String)}; unique in this bus. */
  public String id() {
    return id;
  }

  public BusEventType type() {
    return type;
  }

  /**
   * What became of this subscription's events: {@code emitted} is what was published for it, {@code
   * delivered} what its handler has handled, {@code dropped} what its queue had no room for, {@code
   * failed} what its handler threw at or took too long for. Exact at rest.
   */
  public LedgerSnapshot ledger() {
    return tally.snapshot(mailbox.inFlight());
  }

  EventHandler handler() {
    return handler;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  /**
   * Takes an event, or counts it as dropped.
   *
   * @param patient whether who publishes waits where the policy says so
   * @return whether who publishes is to be told that there was no room
   */
  boolean offer(Announcement announcement, boolean patient) {
    tally.publish();
    Mailbox.Offered offered = mailbox.offer(new Delivery(announcement), patient);
    offered.displaced().forEach(d -> drop(d.announcement, Loss.QUEUE_FULL));
    String loss = offered.loss();
    if (loss == null) {
      return false;
    }
    drop(announcement, loss);
    return patient && options.overflowPolicy() == OverflowPolicy.RAISE;
  }

  private void drop(Announcement announcement, String reason) {
    tally.drop(announcement.type(), reason);
    log.dropped(this, reason);
    announcement.settled(Outcome.DROPPED);
  }

  /** Puts threads to work where there is some. */
  void recruit(Executor threads) {
    for (int missing = mailbox.recruit(); missing > 0; missing--) {
      try {
        threads.execute(this::work);
      } catch (Throwable noThread) {
        mailbox.dismiss();
        log.broke("cannot start a thread", noThread);
      }
    }
  }

  private void work() {
    Thread thread = Thread.currentThread();
    thread.setContextClassLoader(loader);
    try {
      Delivery next = mailbox.take(System.nanoTime());
      while (next != null) {
        handle(next);
        next = mailbox.take(System.nanoTime());
      }
    } finally {
      thread.setContextClassLoader(null);
    }
  }

  private void handle(Delivery delivery) {
    Announcement announcement = delivery.announcement;
    Throwable failure = call(h -> h.handle(announcement.event()));
    boolean[] first = new boolean[1];
    mailbox.finish(
        delivery,
        () -> {
          first[0] = true;
          if (failure == null) {
            tally.handle(announcement.type());
          } else {
            tally.fail(announcement.type(), Loss.EXCEPTION);
          }
        });
    boolean unused = Thread.interrupted(); // the next call has nothing to do with it
    if (first[0]) {
      announcement.settled(failure == null ? Outcome.HANDLED : Outcome.FAILED);
    }
    if (failure != null) {
      log.threw(this, failure);
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // The root has nothing to go back to.
  private @Nullable Throwable call(Aside what) {
    try {
      what.run(handler);
      return null;
    } catch (Throwable t) {
      return t;
    } finally {
      if (Context.current() != Context.root()) {
        tally.act(LEAKED); // a scope that the handler has not closed
        Context.root().makeCurrent();
      }
    }
  }

  /** Settles calls that have begun before {@code nanos}; they are interrupted. */
  void giveUp(long nanos, String reason) {
    for (Delivery overdue : mailbox.giveUp(nanos)) {
      tally.fail(overdue.announcement.type(), reason);
      log.overdue(this, options.handlerTimeout());
      overdue.announcement.settled(Outcome.FAILED);
    }
  }

  void giveUpOverdue(long now) {
    giveUp(now - options.handlerTimeout().toNanos(), Loss.TIMEOUT);
  }

  /** Nothing more is taken, and what waits is dropped. */
  void end(String reason) {
    mailbox.close(reason);
    mailbox.clear().forEach(d -> drop(d.announcement, reason));
    ended = true;
  }

  /** Drops what was handed over while the subscription ended. */
  void sweep() {
    if (ended && mailbox.queued() > 0) {
      clearRest();
    }
  }

  private void clearRest() {
    mailbox.clear().forEach(d -> drop(d.announcement, mailbox.closedBy()));
  }

  /** Tells the handler the time, unless it does not care or has not come back from the last. */
  void tick(Executor threads, Instant now) {
    if (!ticks) {
      return;
    }
    beside(threads, h -> h.tick(now), () -> {});
  }

  /** Makes the handler hand on what it holds; {@code done} runs in any case. */
  void flush(Executor threads, Runnable done) {
    beside(threads, EventHandler::flush, done);
  }

  private void beside(Executor threads, Aside what, Runnable done) {
    if (!aside.compareAndSet(false, true)) {
      done.run();
      return;
    }
    try {
      threads.execute(
          () -> {
            Throwable failure = call(what);
            aside.set(false);
            done.run();
            if (failure != null) {
              log.threw(this, failure);
            }
          });
    } catch (Throwable noThread) {
      aside.set(false);
      done.run();
    }
  }

  @Override
  public String toString() {
    return "Subscription{id=%s, type=%s, handler=%s, options=%s}"
        .formatted(id, type, handler.getClass().getName(), options);
  }
}
