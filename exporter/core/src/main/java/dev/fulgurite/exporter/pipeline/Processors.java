package dev.fulgurite.exporter.pipeline;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.EventSpanProcessorBuilder;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.redact.Redactor;
import dev.fulgurite.exporter.redact.RedactorBuilder;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Builds processors as the settings say. */
record Processors(Configuration configuration, Consumer<String> lines) {
  /** What a processor may take beyond its timeout to shut its exporter down. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** Enough to keep a collector busy while answers travel. */
  private static final int REMOTE_IN_FLIGHT = 4;

  /** Loses nothing that waiting can save, and may use all the time that the exit has. */
  EventSpanProcessor forStore(SpanExporter exporter, String destination) {
    return with(exporter, destination)
        .setOverflowPolicy(configuration.policy(Setting.OVERFLOW_POLICY))
        .setShutdownTimeout(withoutGrace(exitTime()))
        .build();
  }

  /** Never holds up the program, and leaves the store half of the time that the exit has. */
  EventSpanProcessor forRemote(SpanExporter exporter, String destination) {
    return with(exporter, destination)
        .setOverflowPolicy(OverflowPolicy.DROP_NEWEST)
        .setMaxInFlight(REMOTE_IN_FLIGHT)
        .setShutdownTimeout(withoutGrace(exitTime().dividedBy(2)))
        .build();
  }

  static Redactor redactor(Configuration configuration) {
    RedactorBuilder builder =
        Redactor.builder().setBuiltin(configuration.isTrue(Setting.REDACT_BUILTIN));
    configuration.list(Setting.REDACT_KEYS).forEach(builder::addKey);
    for (String pattern : configuration.list(Setting.REDACT_PATTERNS)) {
      builder.addPattern(Pattern.compile(pattern));
    }
    return builder.build();
  }

  private EventSpanProcessorBuilder with(SpanExporter exporter, String destination) {
    return EventSpanProcessor.builder(exporter)
        .setDestination(destination)
        .setWarnings(lines)
        .setRedactor(redactor(configuration))
        .setSampleRate(configuration.rate(Setting.SAMPLE_RATE))
        .setBlockTimeout(configuration.duration(Setting.BLOCK_TIMEOUT))
        .setMaxQueueSize(configuration.integer(Setting.QUEUE_SIZE))
        .setMaxQueueBytes(Math.max(1, configuration.bytes(Setting.QUEUE_BYTES)))
        .setMaxExportBatchSize(configuration.integer(Setting.BATCH_SIZE))
        .setScheduleDelay(configuration.duration(Setting.SCHEDULE_DELAY))
        .setExporterTimeout(atLeastOneMillisecond(configuration.duration(Setting.EXPORT_TIMEOUT)));
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
