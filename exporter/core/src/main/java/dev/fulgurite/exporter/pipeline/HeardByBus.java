package dev.fulgurite.exporter.pipeline;

import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.bus.EventBus;
import dev.fulgurite.exporter.redact.Redactor;
import dev.fulgurite.exporter.store.LedgerJournal;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A bus that hears the spans. The pipeline flushes it, and leaves closing to who made it. It has a
 * row in the store from the first span on that is heard while somebody has subscribed.
 */
final class HeardByBus implements Destination {
  private final EventBus bus;
  private final SpanProcessor processor;
  private final @Nullable LedgerJournal journal;
  private final AtomicBoolean known = new AtomicBoolean();

  HeardByBus(EventBus bus, Redactor redactor, @Nullable LedgerJournal journal) {
    this.bus = bus;
    this.processor = bus.processor(redactor);
    this.journal = journal;
  }

  @Override
  public String name() {
    return EventBus.DESTINATION;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    processor.onStart(parentContext, span);
  }

  @Override
  public void onEnd(ReadableSpan span) {
    processor.onEnd(span);
    if (!known.get() && bus.isHeard() && known.compareAndSet(false, true) && journal != null) {
      journal.register(EventBus.DESTINATION, bus::ledger);
    }
  }

  @Override
  public LedgerSnapshot ledger() {
    return bus.ledger();
  }

  /** Events are told of whatever is recorded: what is left out is left out of what is kept. */
  @Override
  public void setSampleRate(double rate) {}

  @Override
  public CompletableResultCode flush(CompletableResultCode stored) {
    return bus.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown(CompletableResultCode stored) {
    return bus.forceFlush();
  }

  /** Whether somebody has ever subscribed while spans came. */
  boolean isKnown() {
    return known.get();
  }
}
