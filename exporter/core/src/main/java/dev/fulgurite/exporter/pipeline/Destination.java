package dev.fulgurite.exporter.pipeline;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.LedgerSnapshot;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;

/** Where spans go beside the store. */
interface Destination {
  String name();

  /** Default: what is in the store has passed its sampling. */
  default void onStart(Context parentContext, ReadWriteSpan span) {}

  void onEnd(ReadableSpan span);

  LedgerSnapshot ledger();

  /** Keeps this share of the traces that begin from now on. */
  void setSampleRate(double rate);

  /** {@code stored}: completes when what has ended is in the store. */
  CompletableResultCode flush(CompletableResultCode stored);

  /** As {@link #flush}, and no more after that. */
  CompletableResultCode shutdown(CompletableResultCode stored);

  /** Sent from memory. */
  record Queued(String name, EventSpanProcessor processor) implements Destination {
    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
      processor.onStart(parentContext, span);
    }

    @Override
    public void onEnd(ReadableSpan span) {
      processor.onEnd(span);
    }

    @Override
    public LedgerSnapshot ledger() {
      return processor.ledger();
    }

    @Override
    public void setSampleRate(double rate) {
      processor.sampling().setRate(rate);
    }

    @Override
    public CompletableResultCode flush(CompletableResultCode stored) {
      return processor.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown(CompletableResultCode stored) {
      return processor.shutdown();
    }
  }
}
