package dev.fulgurite.exporter;

import io.opentelemetry.sdk.trace.export.SpanExporter;

/** The parts that a processor's worker shares with its helpers. */
record Pipe(
    ProcessorSettings settings,
    SpanExporter exporter,
    ExporterCalls calls,
    DeliveryLedger ledger,
    Warnings warnings) {}
