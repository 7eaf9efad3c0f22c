/**
 * Spans as OTLP's requests and back: {@link OtlpRequests} and {@link OtlpSpans} know what a span is
 * in the protocol, {@link OtlpJson} how the protocol's messages are written as JSON. What a stored
 * span holds comes back the same.
 */
@NullMarked
package dev.fulgurite.cli.otlp;

import org.jspecify.annotations.NullMarked;
