package dev.fulgurite.exporter.pipeline;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.ProcessRun;
import dev.fulgurite.exporter.outbox.Forwarder;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreListener;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sent to from the store. Whether that can be opened is known after the first spans have ended;
 * they are held until then, so that they go from memory where it cannot. Thread-safe.
 */
final class ForwardedDestination implements Destination, StoreListener {
  /** More than the store's own queue lets through meanwhile by default. */
  private static final int MAX_HELD = 4_096;

  private final String name;
  private final Forwarder forwarder;
  private final Duration limit;
  private final Supplier<EventSpanProcessor> fromMemory;
  private final Object lock = new Object();
  private final Queue<ReadableSpan> held = new ArrayDeque<>();
  private volatile boolean decided;
  private volatile @Nullable EventSpanProcessor queue;

  /**
   * @param limit what the exit may wait for it
   * @param fromMemory asked once, where the store cannot be opened
   */
  ForwardedDestination(
      String name, Forwarder forwarder, Duration limit, Supplier<EventSpanProcessor> fromMemory) {
    this.name = name;
    this.forwarder = forwarder;
    this.limit = limit;
    this.fromMemory = fromMemory;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!decided) {
      synchronized (lock) {
        if (!decided) {
          if (held.size() < MAX_HELD) {
            held.add(span);
          }
          return;
        }
      }
    }
    EventSpanProcessor processor = queue;
    if (processor != null) {
      processor.onEnd(span);
    }
  }

  @Override
  public void opened(SpanStore store, ProcessRun run) {
    synchronized (lock) {
      decided = true;
      held.clear();
    }
    forwarder.opened(store, run);
  }

  @Override
  public void appended() {
    forwarder.appended();
  }

  @Override
  public void unavailable() {
    synchronized (lock) {
      EventSpanProcessor processor = fromMemory.get();
      queue = processor;
      decided = true;
      held.forEach(processor::onEnd);
      held.clear();
    }
  }

  /** What comes from the store has passed its sampling. */
  @Override
  public void setSampleRate(double rate) {
    EventSpanProcessor processor = queue;
    if (processor != null) {
      processor.sampling().setRate(rate);
    }
  }

  @Override
  public LedgerSnapshot ledger() {
    EventSpanProcessor processor = queue;
    return processor == null ? forwarder.ledger() : processor.ledger();
  }

  @Override
  public CompletableResultCode flush(CompletableResultCode stored) {
    return after(
        stored,
        () -> {
          EventSpanProcessor processor = queue;
          return processor == null ? forwarder.flush() : processor.forceFlush();
        });
  }

  @Override
  public CompletableResultCode shutdown(CompletableResultCode stored) {
    return after(
        stored,
        () -> {
          EventSpanProcessor processor = queue;
          return processor == null ? forwarder.shutdown(limit) : processor.shutdown();
        });
  }

  private static CompletableResultCode after(
      CompletableResultCode first, Supplier<CompletableResultCode> next) {
    CompletableResultCode result = new CompletableResultCode();
    first.whenComplete(
        () -> {
          CompletableResultCode last = next.get();
          last.whenComplete(
              () -> {
                if (last.isSuccess()) {
                  result.succeed();
                } else {
                  result.fail();
                }
              });
        });
    return result;
  }
}
