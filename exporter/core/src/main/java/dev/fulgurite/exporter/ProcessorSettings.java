package dev.fulgurite.exporter;

import dev.fulgurite.exporter.pressure.PressureSettings;
import dev.fulgurite.exporter.redact.Redactor;
import java.time.Duration;

/** What an {@link EventSpanProcessor} was built with. */
record ProcessorSettings(
    String destination,
    OverflowPolicy overflowPolicy,
    Duration blockTimeout,
    int maxQueueSize,
    long maxQueueBytes,
    int maxExportBatchSize,
    long maxExportBatchBytes,
    Duration scheduleDelay,
    int maxInFlight,
    Duration exporterTimeout,
    Duration shutdownTimeout,
    double sampleRate,
    Redactor redactor,
    PressureSettings pressure,
    DeliverySettings delivery) {}
