package dev.fulgurite.exporter.lightning;

import dev.fulgurite.exporter.ExportFailure;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spans of one attempt at a time, by OTLP. The store answers a rollout that it does not know with
 * an internal error: asked for it, it says which of the two was meant.
 */
final class LightningExporter implements SpanExporter {
  private static final String INTERNAL_ERROR = "http_500";

  private final SpanExporter otlp;
  private final StoreRoutes routes;
  private final OpenAttempts open;

  LightningExporter(SpanExporter otlp, StoreRoutes routes, OpenAttempts open) {
    this.otlp = otlp;
    this.routes = routes;
    this.open = open;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    List<SpanData> batch = List.copyOf(spans);
    CompletableResultCode result = new CompletableResultCode();
    CompletableResultCode sent = otlp.export(batch);
    sent.whenComplete(
        () -> {
          if (sent.isSuccess()) {
            open.arrived(batch);
            result.succeed();
          } else {
            fail(result, judged(batch, sent.getFailureThrowable()));
          }
        });
    return result;
  }

  private static void fail(CompletableResultCode result, @Nullable Throwable failure) {
    if (failure == null) {
      result.fail();
    } else {
      result.failExceptionally(failure);
    }
  }

  private @Nullable Throwable judged(List<SpanData> batch, @Nullable Throwable failure) {
    if (failure instanceof ExportFailure known && known.reason().equals(INTERNAL_ERROR)) {
      AttemptId attempt = AttemptId.of(batch.get(0));
      return attempt == null ? failure : judged(attempt, known);
    }
    return failure;
  }

  private ExportFailure judged(AttemptId attempt, ExportFailure failure) {
    String message = String.valueOf(failure.getMessage());
    try {
      if (!routes.knows(attempt)) {
        return ExportFailure.permanent(
            "unknown_rollout", "the store has no " + attempt + "; was it restarted?");
      }
      return ExportFailure.retryable("unavailable", message);
    } catch (IOException e) {
      return ExportFailure.retryable("unavailable", message + "; " + e);
    }
  }

  @Override
  public CompletableResultCode flush() {
    return otlp.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return otlp.shutdown();
  }

  @Override
  public String toString() {
    return "LightningExporter{" + otlp + "}";
  }
}
