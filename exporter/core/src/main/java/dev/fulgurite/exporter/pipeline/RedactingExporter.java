package dev.fulgurite.exporter.pipeline;

import dev.fulgurite.exporter.normalize.SpanNormalizer;
import dev.fulgurite.exporter.redact.Redactor;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Normalizes and redacts behind a processor that is not ours. */
record RedactingExporter(SpanExporter delegate, SpanNormalizer normalizer, Redactor redactor)
    implements SpanExporter {
  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return delegate.export(
        spans.stream().map(normalizer::normalize).map(redactor::redact).toList());
  }

  @Override
  public CompletableResultCode flush() {
    return delegate.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return delegate.shutdown();
  }
}
