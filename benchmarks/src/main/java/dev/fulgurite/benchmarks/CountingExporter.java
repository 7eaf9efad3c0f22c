package dev.fulgurite.benchmarks;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/** Counts what another exporter says it has delivered. */
final class CountingExporter implements SpanExporter {
  final LongAdder delivered = new LongAdder();
  private final SpanExporter delegate;

  CountingExporter(SpanExporter delegate) {
    this.delegate = delegate;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int size = spans.size();
    CompletableResultCode answer = delegate.export(spans);
    return answer.whenComplete(
        () -> {
          if (answer.isSuccess()) {
            delivered.add(size);
          }
        });
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
