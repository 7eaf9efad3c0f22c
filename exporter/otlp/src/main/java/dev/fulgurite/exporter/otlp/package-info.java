/**
 * Spans to an OpenTelemetry collector, over HTTP or gRPC.
 *
 * <p>{@link OtlpSpanExporter} hands a batch to a thread of its own, where a {@link Payload} is
 * marshalled and compressed, a {@link Wire} sends it, and the answer becomes success or an {@code
 * ExportFailure}. Trying again is the span processor's business.
 */
@NullMarked
package dev.fulgurite.exporter.otlp;

import org.jspecify.annotations.NullMarked;
