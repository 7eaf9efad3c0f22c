package dev.fulgurite.exporter;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.delivery.RetryPolicy;
import dev.fulgurite.exporter.redact.Redactor;
import dev.fulgurite.exporter.sampling.SamplingControl;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link EventSpanProcessor}. Each setter throws {@link IllegalArgumentException} or
 * {@link NullPointerException} naming what is wrong. Not thread-safe.
 */
public final class EventSpanProcessorBuilder {
  private final List<SpanExporter> exporters = new ArrayList<>();
  private String destination;
  private OverflowPolicy overflowPolicy = OverflowPolicy.DROP_NEWEST;
  private Duration blockTimeout = Duration.ofSeconds(1);
  private int maxQueueSize = 2048;
  private long maxQueueBytes = 64L << 20;
  private int maxExportBatchSize = 512;
  private long maxExportBatchBytes = 4L << 20;
  private Duration scheduleDelay = Duration.ofMillis(200);
  private int maxInFlight = 1;
  private Duration exporterTimeout = Duration.ofSeconds(30);
  private Duration shutdownTimeout = Duration.ofSeconds(5);
  private double sampleRate = 1;
  private Redactor redactor = Redactor.builtin();
  private RetryPolicy retryPolicy = RetryPolicy.none();
  private int breakerFailures = 5;
  private Duration breakerPause = Duration.ofSeconds(5);
  private Duration failoverLatency = Duration.ofSeconds(1);
  private boolean splitByAttempt;
  private @Nullable Quarantine quarantine;
  private @Nullable Consumer<String> warnings;
  private @Nullable Supplier<? extends @Nullable MeterProvider> meterProvider;
  private Consumer<SamplingControl> sampling = control -> {};

  EventSpanProcessorBuilder(SpanExporter exporter) {
    exporters.add(requireNonNull(exporter, "exporter"));
    this.destination = exporter.getClass().getSimpleName();
  }

  /**
   * The name in the ledger, in warnings and of the threads, such as {@code otlp}. Default: the
   * exporter's class name.
   */
  public EventSpanProcessorBuilder setDestination(String destination) {
    this.destination = requireNonNull(destination, "destination");
    return this;
  }

  /** What happens to a span that finds the queue full. Default {@code DROP_NEWEST}. */
  public EventSpanProcessorBuilder setOverflowPolicy(OverflowPolicy policy) {
    this.overflowPolicy = requireNonNull(policy, "overflowPolicy");
    return this;
  }

  /** How long {@code BLOCK} makes an emitter wait, at most. Default 1 s. */
  public EventSpanProcessorBuilder setBlockTimeout(Duration timeout) {
    this.blockTimeout = notNegative(timeout, "blockTimeout");
    return this;
  }

  /** Spans that may wait, exactly; at most 67,108,863, larger values are that. Default 2048. */
  public EventSpanProcessorBuilder setMaxQueueSize(int spans) {
    this.maxQueueSize = (int) Math.min(positive(spans, "maxQueueSize"), QueueLoad.MAX_SIZE);
    return this;
  }

  /**
   * Estimated bytes that may wait. Default 64 MiB, at most 64 GiB. A span larger than that is let
   * in when the queue is empty.
   */
  public EventSpanProcessorBuilder setMaxQueueBytes(long bytes) {
    this.maxQueueBytes = Math.min(positive(bytes, "maxQueueBytes"), QueueLoad.MAX_BYTES);
    return this;
  }

  /** Spans in one export, at most. Default 512. */
  public EventSpanProcessorBuilder setMaxExportBatchSize(int spans) {
    this.maxExportBatchSize = (int) positive(spans, "maxExportBatchSize");
    return this;
  }

  /**
   * Estimated bytes in one export, at most, unless one span alone has more. Default 4 MiB, which is
   * what gRPC servers take.
   */
  public EventSpanProcessorBuilder setMaxExportBatchBytes(long bytes) {
    this.maxExportBatchBytes = positive(bytes, "maxExportBatchBytes");
    return this;
  }

  /** How long a span waits for company before its batch is sent. Default 200 ms. */
  public EventSpanProcessorBuilder setScheduleDelay(Duration delay) {
    this.scheduleDelay = notNegative(delay, "scheduleDelay");
    return this;
  }

  /**
   * Batches under way at once: awaiting their answer, or their next try. Default 1. The exporter is
   * never called by two threads at once.
   */
  public EventSpanProcessorBuilder setMaxInFlight(int exports) {
    this.maxInFlight = (int) positive(exports, "maxInFlight");
    return this;
  }

  /** How long one export may take before its spans count as failed. Default 30 s. */
  public EventSpanProcessorBuilder setExporterTimeout(Duration timeout) {
    this.exporterTimeout = positive(timeout, "exporterTimeout");
    return this;
  }

  /** How long {@code shutdown} may take for what is still queued. Default 5 s. */
  public EventSpanProcessorBuilder setShutdownTimeout(Duration timeout) {
    this.shutdownTimeout = notNegative(timeout, "shutdownTimeout");
    return this;
  }

  /**
   * Share of traces kept, 0.0 to 1.0, whole, by trace id. Default 1.0. Rewards and exceptions are
   * always kept.
   */
  public EventSpanProcessorBuilder setSampleRate(double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("sampleRate must be from 0.0 to 1.0, was " + rate);
    }
    this.sampleRate = rate;
    return this;
  }

  /**
   * Told to {@link EventSpanProcessor#sampling()} when the processor is built: {@code s ->
   * s.setMaxPerSecond(500, 1000)}. What it throws, {@link #build()} throws. Default: nothing.
   */
  public EventSpanProcessorBuilder setSampling(Consumer<SamplingControl> sampling) {
    this.sampling = requireNonNull(sampling, "sampling");
    return this;
  }

  /** Runs on the emitting thread, before the queue. Default {@link Redactor#builtin()}. */
  public EventSpanProcessorBuilder setRedactor(Redactor redactor) {
    this.redactor = requireNonNull(redactor, "redactor");
    return this;
  }

  /**
   * Where lines about losses go, each with the number and the setting to change; at most one per
   * cause and minute. Default: a warning in the {@link System.Logger}.
   */
  public EventSpanProcessorBuilder setWarnings(Consumer<String> lines) {
    this.warnings = requireNonNull(lines, "lines");
    return this;
  }

  /**
   * Tries again what the destination could not take for now, spans without a known reason included.
   * Meanwhile the batch counts as in flight. Default {@link RetryPolicy#none()}, since
   * OpenTelemetry's own OTLP exporters try again by themselves.
   */
  public EventSpanProcessorBuilder setRetryPolicy(RetryPolicy policy) {
    this.retryPolicy = requireNonNull(policy, "retryPolicy");
    return this;
  }

  /**
   * After {@code failures} in a row nothing is sent for {@code pause}, then a single batch; while
   * that fails too, the pause doubles, up to eight times. Spans wait in the queue, and the overflow
   * policy applies. Default 5 failures and 5 s.
   */
  public EventSpanProcessorBuilder setCircuitBreaker(int failures, Duration pause) {
    this.breakerFailures = (int) positive(failures, "failures");
    this.breakerPause = notNegative(pause, "pause");
    return this;
  }

  /**
   * Adds an exporter that gets the spans which those before it cannot take. The processor owns it.
   * Spans go back to the ones before as soon as these do well again.
   */
  public EventSpanProcessorBuilder addFailover(SpanExporter exporter) {
    exporters.add(requireNonNull(exporter, "exporter"));
    return this;
  }

  /** An exporter is slow that takes longer, three times in a row. Default 1 s. */
  public EventSpanProcessorBuilder setFailoverLatency(Duration latency) {
    this.failoverLatency = positive(latency, "failoverLatency");
    return this;
  }

  /**
   * Whether spans of different rollouts, or different attempts, never go in one batch, which Agent
   * Lightning's server wants. Default false.
   */
  public EventSpanProcessorBuilder setSplitByAttempt(boolean split) {
    this.splitByAttempt = split;
    return this;
  }

  /**
   * Who keeps the spans that the destination refuses; see {@link
   * dev.fulgurite.exporter.quarantine.QuarantineFile}. Default: nobody, they are counted only.
   */
  public EventSpanProcessorBuilder setQuarantine(Quarantine quarantine) {
    this.quarantine = requireNonNull(quarantine, "quarantine");
    return this;
  }

  /**
   * Where the ledger is shown as OpenTelemetry's {@code otel.sdk.processor.span.*} and {@code
   * otel.sdk.exporter.span.*} metrics, read only when somebody collects. Default: nowhere.
   *
   * @param provider asked on the exporter's thread after the first export, and again after each
   *     while it gives null
   */
  public EventSpanProcessorBuilder setMeterProvider(
      Supplier<? extends @Nullable MeterProvider> provider) {
    this.meterProvider = requireNonNull(provider, "provider");
    return this;
  }

  /** A processor that has started nothing yet. */
  public EventSpanProcessor build() {
    ProcessorSettings settings =
        new ProcessorSettings(
            destination,
            overflowPolicy,
            blockTimeout,
            maxQueueSize,
            maxQueueBytes,
            Math.min(maxExportBatchSize, maxQueueSize),
            maxExportBatchBytes,
            scheduleDelay,
            maxInFlight,
            exporterTimeout,
            shutdownTimeout,
            sampleRate,
            redactor,
            new DeliverySettings(
                retryPolicy,
                breakerFailures,
                breakerPause,
                failoverLatency,
                splitByAttempt,
                quarantine));
    EventSpanProcessor processor =
        new EventSpanProcessor(List.copyOf(exporters), settings, new Warnings(settings, warnings));
    if (meterProvider != null) {
      processor.measureBy(meterProvider);
    }
    sampling.accept(processor.sampling());
    return processor;
  }

  private static long positive(long value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
    return value;
  }

  private static Duration positive(Duration value, String name) {
    Duration kept = notNegative(value, name);
    if (kept.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero");
    }
    return kept;
  }

  /** Kept within what nanoseconds can say. */
  private static Duration notNegative(Duration value, String name) {
    if (requireNonNull(value, name).isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, was " + value);
    }
    Duration longest = Duration.ofDays(36_500);
    return value.compareTo(longest) < 0 ? value : longest;
  }
}
