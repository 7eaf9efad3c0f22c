package dev.fulgurite.api;

import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * What the readers need of a span, whoever holds it: the SDK, a store, a test. Implementations are
 * immutable.
 */
public interface SpanView {
  /** 32 lower-case hexadecimal digits. */
  String traceId();

  /** 16 lower-case hexadecimal digits. */
  String spanId();

  /** 16 lower-case hexadecimal digits, or null for a root. */
  @Nullable String parentSpanId();

  String name();

  Attributes attributes();

  /** Nanoseconds since the epoch. */
  long startEpochNanos();

  /** Nanoseconds since the epoch. */
  long endEpochNanos();
}
