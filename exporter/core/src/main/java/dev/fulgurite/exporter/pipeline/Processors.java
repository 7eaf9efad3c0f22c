package dev.fulgurite.exporter.pipeline;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.EventSpanProcessorBuilder;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.Quarantine;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import dev.fulgurite.exporter.outbox.ForwardSettings;
import dev.fulgurite.exporter.outbox.Forwarder;
import dev.fulgurite.exporter.pressure.PressureSettings;
import dev.fulgurite.exporter.quarantine.QuarantineFile;
import dev.fulgurite.exporter.redact.Redactor;
import dev.fulgurite.exporter.redact.RedactorBuilder;
import dev.fulgurite.exporter.sampling.SamplingControl;
import dev.fulgurite.exporter.store.Outbox;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds processors as the settings say.
 *
 * @param redactor of them all
 */
record Processors(Configuration configuration, Consumer<String> lines, Redactor redactor) {
  private static final String FILE_STORE = "sqlite:";

  /** What a processor may take beyond its timeout to shut its exporter down. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Duration NEVER = Duration.ofDays(365);

  /** A disk or a database that is busy is so for moments, and meanwhile emitters wait. */
  private static final RetryPolicy BUSY_DISK =
      RetryPolicy.builder()
          .setMaxAttempts(4)
          .setInitialBackoff(Duration.ofMillis(100))
          .setMultiplier(2)
          .setMaxElapsed(Duration.ofSeconds(5))
          .build();

  static Processors of(Configuration configuration, Consumer<String> lines) {
    return new Processors(configuration, lines, redactor(configuration, lines));
  }

  /** Loses nothing that waiting can save, and may use all the time that the exit has. */
  EventSpanProcessor forStore(SpanExporter exporter, String destination) {
    return with(exporter, destination)
        .setOverflowPolicy(configuration.policy(Setting.OVERFLOW_POLICY))
        .setRetryPolicy(BUSY_DISK)
        .setCircuitBreaker(Integer.MAX_VALUE, Duration.ZERO) // nothing to spare by waiting
        .setFailoverLatency(NEVER) // there is no other store to go to
        .setShutdownTimeout(withoutGrace(exitTime()))
        .build();
  }

  /** Never holds up the program, and leaves the store half of the time that the exit has. */
  EventSpanProcessor forRemote(List<SpanExporter> exporters, String destination) {
    EventSpanProcessorBuilder builder = with(exporters.get(0), destination);
    exporters.stream().skip(1).forEach(builder::addFailover);
    return builder
        .setOverflowPolicy(OverflowPolicy.DROP_NEWEST)
        .setMaxInFlight(configuration.integer(Setting.MAX_IN_FLIGHT))
        .setRetryPolicy(retryPolicy())
        .setCircuitBreaker(
            configuration.integer(Setting.BREAKER_FAILURES),
            configuration.duration(Setting.BREAKER_PAUSE))
        .setFailoverLatency(atLeastOneMillisecond(configuration.duration(Setting.FAILOVER_LATENCY)))
        .setShutdownTimeout(withoutGrace(exitTime().dividedBy(2)))
        .build();
  }

  boolean wantsForward(String destination) {
    return configuration.text(Setting.FORWARD).equals(destination);
  }

  void cannotForward(String destination, String reason) {
    lines.accept(
        "spans go to '%s' from memory, since %s (%s=%s): change that, or set %s=none"
            .formatted(
                destination,
                reason,
                Setting.STORE.key(),
                configuration.text(Setting.STORE),
                Setting.FORWARD.key()));
  }

  /** Sends from the store, and leaves it half of the time that the exit has. */
  ForwardedDestination forward(SpanExporter exporter, String destination) {
    long bytes = configuration.bytes(Setting.QUEUE_BYTES) / Outbox.PARTITIONS;
    ForwardSettings settings =
        new ForwardSettings(
            destination,
            configuration.text(Setting.FORWARD_FROM).equals("beginning"),
            new ForwardSettings.Batch(configuration.integer(Setting.BATCH_SIZE), bytes),
            new ForwardSettings.Pace(
                atLeastOneMillisecond(configuration.duration(Setting.EXPORT_TIMEOUT)),
                ForwardSettings.Pace.DEFAULT.lease(),
                configuration.duration(Setting.RETRY_INITIAL_BACKOFF),
                configuration.duration(Setting.RETRY_MAX_BACKOFF)));
    return new ForwardedDestination(
        destination,
        Forwarder.create(exporter, settings, lines, quarantine(destination)),
        withoutGrace(exitTime().dividedBy(2)),
        () -> fromMemory(exporter, destination));
  }

  private EventSpanProcessor fromMemory(SpanExporter exporter, String destination) {
    cannotForward(destination, "the store cannot be opened");
    return forRemote(List.of(exporter), destination);
  }

  static Redactor redactor(Configuration configuration, Consumer<String> lines) {
    RedactorBuilder builder =
        Redactor.builder().setBuiltin(configuration.isTrue(Setting.REDACT_BUILTIN));
    configuration.list(Setting.REDACT_KEYS).forEach(builder::addKey);
    for (String pattern : configuration.list(Setting.REDACT_PATTERNS)) {
      builder.addPattern(Pattern.compile(pattern));
    }
    String callback = configuration.text(Setting.REDACT_CALLBACK);
    if (!callback.isEmpty()) {
      builder.setCallback(new RedactionCallback(callback, lines));
    }
    return builder.build();
  }

  private EventSpanProcessorBuilder with(SpanExporter exporter, String destination) {
    EventSpanProcessorBuilder builder = EventSpanProcessor.builder(exporter);
    Quarantine quarantine = quarantine(destination);
    if (quarantine != null) {
      builder.setQuarantine(quarantine);
    }
    return builder
        .setDestination(destination)
        .setMeterProvider(GlobalMeters::find)
        .setWarnings(lines)
        .setRedactor(redactor)
        .setSampleRate(configuration.rate(Setting.SAMPLE_RATE))
        .setSampling(this::limit)
        .setPressure(
            new PressureSettings(
                configuration.isTrue(Setting.PRESSURE_ENABLED),
                configuration.rate(Setting.PRESSURE_HEAP),
                configuration.rate(Setting.PRESSURE_CPU),
                configuration.rate(Setting.PRESSURE_ERROR_RATE)))
        .setBlockTimeout(configuration.duration(Setting.BLOCK_TIMEOUT))
        .setMaxQueueSize(configuration.integer(Setting.QUEUE_SIZE))
        .setMaxQueueBytes(Math.max(1, configuration.bytes(Setting.QUEUE_BYTES)))
        .setMaxExportBatchSize(configuration.integer(Setting.BATCH_SIZE))
        .setScheduleDelay(configuration.duration(Setting.SCHEDULE_DELAY))
        .setExporterTimeout(atLeastOneMillisecond(configuration.duration(Setting.EXPORT_TIMEOUT)));
  }

  private void limit(SamplingControl sampling) {
    sampling.setRules(configuration.rules(Setting.SAMPLING_RULES));
    int perSecond = configuration.integer(Setting.SAMPLING_MAX_PER_SECOND);
    if (perSecond > 0) {
      int burst = configuration.integer(Setting.SAMPLING_BURST);
      sampling.setMaxPerSecond(perSecond, burst > 0 ? burst : perSecond);
    }
    int spans = configuration.integer(Setting.SAMPLING_WINDOW_SPANS);
    if (spans > 0) {
      sampling.setBurstLimit(
          Math.min(spans, SamplingControl.MAX_WINDOW_SPANS),
          atLeastOneMillisecond(configuration.duration(Setting.SAMPLING_WINDOW)));
    }
  }

  private RetryPolicy retryPolicy() {
    return RetryPolicy.builder()
        .setMaxAttempts(configuration.integer(Setting.RETRY_MAX_ATTEMPTS))
        .setInitialBackoff(configuration.duration(Setting.RETRY_INITIAL_BACKOFF))
        .setMaxBackoff(configuration.duration(Setting.RETRY_MAX_BACKOFF))
        .setMaxElapsed(configuration.duration(Setting.RETRY_MAX_ELAPSED))
        .build();
  }

  /** Beside a store that is a file; else null. */
  private @Nullable Quarantine quarantine(String destination) {
    String store = configuration.text(Setting.STORE);
    if (!store.startsWith(FILE_STORE)) {
      return null;
    }
    try {
      Path path = Path.of(store.substring(FILE_STORE.length()) + ".quarantine.jsonl");
      return QuarantineFile.at(path, destination);
    } catch (InvalidPathException e) {
      return null; // whoever opens the store says so
    }
  }

  private Duration exitTime() {
    return configuration.duration(Setting.SHUTDOWN_TIMEOUT);
  }

  private static Duration withoutGrace(Duration time) {
    Duration half = time.dividedBy(2);
    Duration rest = time.minus(GRACE);
    return rest.compareTo(half) > 0 ? rest : half;
  }

  private static Duration atLeastOneMillisecond(Duration time) {
    return time.isZero() ? Duration.ofMillis(1) : time;
  }
}
