package dev.fulgurite.exporter.pipeline;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.outbox.Forwarder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.time.Duration;

/** Where spans go beside the store. */
interface Destination {
  String name();

  void onEnd(ReadableSpan span);

  LedgerSnapshot ledger();

  /** {@code stored}: completes when what has ended is in the store. */
  CompletableResultCode flush(CompletableResultCode stored);

  /** As {@link #flush}, and no more after that. */
  CompletableResultCode shutdown(CompletableResultCode stored);

  /** Sent from memory. */
  record Queued(String name, EventSpanProcessor processor) implements Destination {
    @Override
    public void onEnd(ReadableSpan span) {
      processor.onEnd(span);
    }

    @Override
    public LedgerSnapshot ledger() {
      return processor.ledger();
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

  /** Sent from the store; {@code limit} is what the exit may wait for it. */
  record Forwarded(String name, Forwarder forwarder, Duration limit) implements Destination {
    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public LedgerSnapshot ledger() {
      return forwarder.ledger();
    }

    @Override
    public CompletableResultCode flush(CompletableResultCode stored) {
      CompletableResultCode result = new CompletableResultCode();
      stored.whenComplete(() -> pass(forwarder.flush(), result));
      return result;
    }

    @Override
    public CompletableResultCode shutdown(CompletableResultCode stored) {
      CompletableResultCode result = new CompletableResultCode();
      stored.whenComplete(() -> pass(forwarder.shutdown(limit), result));
      return result;
    }

    private static void pass(CompletableResultCode from, CompletableResultCode to) {
      from.whenComplete(
          () -> {
            if (from.isSuccess()) {
              to.succeed();
            } else {
              to.fail();
            }
          });
    }
  }
}
