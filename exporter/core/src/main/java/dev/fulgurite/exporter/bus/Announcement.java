package dev.fulgurite.exporter.bus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to all who asked for it. What it says is made by the first handler's thread
 * that needs it, so that an emitter hands over a reference and no more. Thread-safe.
 */
final class Announcement {
  /** Where an event comes from. */
  interface Source {
    BusEventType type();

    /** Cheap. */
    @Nullable String session();

    /** May be called again where it threw. */
    BusEvent tell();
  }

  /** What became of one delivery. */
  enum Outcome {
    HANDLED,
    FAILED,
    DROPPED
  }

  private static final int UNKNOWN = -1;

  private final BusEventType type;
  private final Priority priority;
  private final Source source;
  private final @Nullable Awaited awaited;
  private volatile @Nullable BusEvent event;

  /** Who published waits for what becomes of it. */
  private static final class Awaited {
    private final String id;
    private final Executor callbacks;
    private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();

    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();

    /** How many there are in all, once that is known. */
    private volatile int deliveries = UNKNOWN;

    private Awaited(String id, Executor callbacks) {
      this.id = id;
      this.callbacks = callbacks;
    }

    private void completeIfSettled() {
      Receipt now = soFar();
      if (deliveries != UNKNOWN && now.pending() == 0) {
        complete(now);
      }
    }

    /** What depends on the receipt must hold up no emitter, and not the bus. */
    private void complete(Receipt now) {
      try {
        callbacks.execute(() -> receipt.complete(now));
      } catch (Throwable noThread) {
        receipt.complete(now);
      }
    }

    private Receipt soFar() {
      int done = handled.get();
      int broken = failed.get();
      int lost = dropped.get();
      return new Receipt(id, done, broken, lost, deliveries - done - broken - lost);
    }

    private void count(Outcome outcome) {
      switch (outcome) {
        case HANDLED -> handled.incrementAndGet();
        case FAILED -> failed.incrementAndGet();
        case DROPPED -> dropped.incrementAndGet();
      }
      completeIfSettled();
    }
  }

  private Announcement(
      BusEventType type, Priority priority, Source source, @Nullable Awaited awaited) {
    this.type = type;
    this.priority = priority;
    this.source = source;
    this.awaited = awaited;
  }

  /** One whose fate nobody asks for. */
  static Announcement of(Source source) {
    return new Announcement(source.type(), source.type().usualPriority(), source, null);
  }

  /** The same with a {@link #receipt}, on which {@code callbacks} act. */
  Announcement awaited(Priority urgency, String id, Executor callbacks) {
    return new Announcement(type, urgency, source, new Awaited(id, callbacks));
  }

  BusEventType type() {
    return type;
  }

  Priority priority() {
    return priority;
  }

  @Nullable String session() {
    return source.session();
  }

  BusEvent event() {
    BusEvent told = event;
    if (told == null) {
      synchronized (this) {
        told = event == null ? source.tell() : event;
        event = told;
      }
    }
    return told;
  }

  void settled(Outcome outcome) {
    Awaited waiting = awaited;
    if (waiting != null) {
      waiting.count(outcome);
    }
  }

  /** All {@code deliveries} have been handed to their queues, or dropped before them. */
  CompletableFuture<Receipt> receipt(int deliveries) {
    Awaited waiting = awaited();
    waiting.deliveries = deliveries;
    waiting.completeIfSettled();
    return waiting.receipt;
  }

  /** What is known by now. */
  Receipt receiptSoFar() {
    return awaited().soFar();
  }

  private Awaited awaited() {
    if (awaited == null) {
      throw new IllegalStateException("nobody asked for the fate of " + type);
    }
    return awaited;
  }
}
