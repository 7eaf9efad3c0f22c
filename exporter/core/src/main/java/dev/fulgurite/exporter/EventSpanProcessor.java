package dev.fulgurite.exporter;

import dev.fulgurite.exporter.pressure.Probes;
import dev.fulgurite.exporter.sampling.SamplingControl;
import dev.fulgurite.exporter.sampling.SpanSampling;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes ended spans to one destination and accounts for each: a bounded queue with an overflow
 * policy, batches, and a {@link #ledger()}. Use one per destination, so that a slow one never
 * starves another. Thread-safe; starts its threads, which are daemons, with the first span.
 *
 * <p>Rewards and exceptions travel in a lane of their own: they are never sampled out, and when the
 * queue is full an ordinary span goes in their place.
 */
public final class EventSpanProcessor implements SpanProcessor {
  private final ProcessorSettings settings;
  private final Actions actions = new Actions();
  private final DeliveryLedger ledger;
  private final Warnings warnings;
  private final SpanSampling sampling;
  private final SpanQueue queue;
  private final Pressure pressure;
  private final BatchWorker worker;
  private final LedgerMetrics metrics;

  EventSpanProcessor(List<SpanExporter> exporters, ProcessorSettings settings, Warnings warnings) {
    this.settings = settings;
    this.warnings = warnings;
    this.sampling = new SpanSampling(settings.sampleRate(), System::nanoTime);
    this.queue = new SpanQueue(settings, WhenFull.of(settings), new QueueEvents());
    this.ledger = new DeliveryLedger(() -> (long) queue.size() + queue.waiting(), actions);
    Endpoints endpoints = new Endpoints(exporters, settings, warnings, new CallEvents());
    this.pressure =
        new Pressure(
            settings, queue, sampling, new Pressure.Said(actions, warnings), Probes::ofJvm);
    this.worker =
        new BatchWorker(new Pipe(settings, endpoints, ledger, actions, warnings, pressure), queue);
    this.metrics = new LedgerMetrics(ledger, queue, settings);
    for (Endpoint endpoint : endpoints.all()) {
      if (endpoint.exporter() instanceof LedgerAware aware) {
        aware.setLedger(ledger::snapshot);
        aware.setKeeping(this::keepCountsIn);
        aware.setAbandoned(endpoint.calls()::isAbandoned);
      }
    }
  }

  /** Spans go to {@code exporter}, which the processor owns and shuts down. */
  public static EventSpanProcessorBuilder builder(SpanExporter exporter) {
    return new EventSpanProcessorBuilder(exporter);
  }

  /** Where every span went so far. Cheap, thread-safe, never blocks for long. */
  public LedgerSnapshot ledger() {
    return ledger.snapshot();
  }

  /**
   * From now on keeps the ledger's columns in {@code cells} too, those of what came before
   * included, so that they outlive this process where the cells do. Emitting costs no more by it.
   * Once.
   */
  public void keepCountsIn(LedgerCells cells) {
    ledger.keepIn(cells);
  }

  /** What is left out, to be changed at any time. Always the same. Thread-safe. */
  public SamplingControl sampling() {
    return sampling.control();
  }

  /** Looks at a field, and only after the sample rate has changed at the span too. Never throws. */
  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    if (sampling.isNoting()) {
      try {
        SpanContext parent = span.getParentSpanContext();
        sampling.started(
            span.getSpanContext().getTraceId(), parent.isValid() && !parent.isRemote());
      } catch (Throwable t) {
        warnings.processorBroke(t);
      }
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  /** Never throws; waits only as the overflow policy says. Spans that are not sampled are none. */
  @Override
  public void onEnd(ReadableSpan span) {
    if (!span.getSpanContext().isSampled()) {
      return;
    }
    try {
      ledger.emit();
      take(span);
    } catch (Throwable t) {
      drop(span.getSpanContext(), EventKind.SPAN, Loss.ERROR); // the span may be what broke
      warnings.processorBroke(t);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /**
   * Succeeds once every span that had ended at the call was delivered and the exporter has flushed;
   * fails if one was dropped or refused, and at once while nothing can be sent. Never blocks; after
   * shutdown it is the shutdown's answer.
   */
  @Override
  public CompletableResultCode forceFlush() {
    return worker.flush();
  }

  /**
   * Delivers what is queued, for as long as the shutdown timeout says, counts the rest as dropped
   * ({@code shutdown}) and shuts the exporter down. Succeeds if all were delivered. Never blocks;
   * later calls give the same answer, later spans are dropped and counted ({@code after_shutdown}).
   */
  @Override
  public CompletableResultCode shutdown() {
    return worker.shutdown();
  }

  @Override
  public String toString() {
    return "EventSpanProcessor" + settings.toString().substring("ProcessorSettings".length());
  }

  private void take(ReadableSpan span) {
    SpanData data = span.toSpanData();
    if ((sampling.isActive() || queue.refusesOrdinary()) && isRefused(data)) {
      return; // before anything is spent on it
    }
    worker.ensureStarted();
    QueuedSpan queued = pressure.spare(QueuedSpan.of(data, settings.redactor()));
    String loss = queue.offer(queued);
    if (loss != null) {
      drop(data.getSpanContext(), queued.kind(), loss);
    }
  }

  /** Counts an ordinary span that is not wanted, or would find the queue full. */
  private boolean isRefused(SpanData data) {
    if (Lane.of(data) != Lane.ORDINARY) {
      return false;
    }
    EventKind kind = EventKind.of(data);
    String reason = sampling.isActive() ? sampling.leavesOut(data, kind.word()) : null;
    if (reason != null) {
      if (ledger.sampleOut(data.getSpanContext(), kind, reason)) {
        worker.wake();
      }
      return true;
    }
    worker.ensureStarted();
    boolean full = queue.refusesOrdinary();
    if (full) {
      drop(data.getSpanContext(), kind, Loss.QUEUE_FULL);
    }
    return full;
  }

  /** Before the first span. */
  void measureBy(Supplier<? extends @Nullable MeterProvider> provider) {
    metrics.setProvider(provider);
  }

  ProcessorSettings settings() {
    return settings;
  }

  /** Before the first span: {@code witness} sees what becomes of each. */
  void watch(Witness witness) {
    ledger.watch(witness);
  }

  private void drop(SpanContext span, EventKind kind, String reason) {
    if (ledger.drop(span, kind, reason)) {
      worker.wake(); // it says so
    }
  }

  private final class CallEvents implements ExporterCalls.Listener {
    @Override
    public void answered() {
      worker.wake();
    }

    @Override
    public void returned() {
      worker.exporterReturned();
      try {
        metrics.register();
      } catch (Throwable t) {
        warnings.processorBroke(t);
      }
    }
  }

  private final class QueueEvents implements SpanQueue.Events {
    @Override
    public void displaced(QueuedSpan span) {
      drop(span.data().getSpanContext(), span.kind(), Loss.QUEUE_FULL);
    }

    @Override
    public void grown(int size) {
      worker.grown(size);
    }

    @Override
    public void full() {
      worker.wake();
    }

    @Override
    public void taken(int spans) {
      ledger.take(spans);
    }
  }
}
