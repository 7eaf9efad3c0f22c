package dev.fulgurite.exporter;

import io.opentelemetry.api.trace.SpanContext;

/** Sees span by span what the ledger only counts. Told by any thread; for tests. */
interface Witness {
  String SAMPLED_OUT = "sampled_out";
  String DROPPED = "dropped";
  String DELIVERED = "delivered";
  String FAILED = "failed";

  /** {@code span} was counted in {@code column}; {@code reason} is empty for delivered ones. */
  void counted(SpanContext span, String column, String reason);
}
