package dev.fulgurite.exporter.otlp;

import dev.fulgurite.exporter.ExportFailure;
import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans to an OpenTelemetry collector over HTTP or gRPC. {@link #export} returns at once and
 * never throws; several batches may be on their way. It tries each batch once: a failure carries an
 * {@link ExportFailure} that says whether another try can help, and trying is left to the span
 * processor. A collector that accepts a batch only in part has rejected it: sent again in parts,
 * what had been accepted arrives twice, under the same ids. Thread-safe; starts nothing before the
 * first batch, its threads are daemons.
 */
public final class OtlpSpanExporter implements SpanExporter {
  private final OkHttpClient client;
  private final Wire wire;
  private final String description;
  private final ExecutorService threads = SenderThreads.create();
  private final Set<CompletableResultCode> pending = ConcurrentHashMap.newKeySet();
  private final CompletableResultCode shutdown = new CompletableResultCode();
  private volatile boolean closed;

  OtlpSpanExporter(OkHttpClient client, Wire wire, String description) {
    this.client = client;
    this.wire = wire;
    this.description = description;
  }

  public static OtlpSpanExporterBuilder builder() {
    return new OtlpSpanExporterBuilder();
  }

  /**
   * As the standard settings want it: {@code otel.exporter.otlp.endpoint}, {@code .protocol},
   * {@code .headers}, {@code .compression}, {@code .timeout}, {@code .certificate}, {@code
   * .client.key} and {@code .client.certificate}, each also as {@code otel.exporter.otlp.traces.*},
   * which wins. What is not set has OpenTelemetry's default; the protocol's is {@code
   * http/protobuf}.
   *
   * @param properties the value of a key, null where it is not set, such as {@code
   *     ConfigProperties::getString}
   * @throws IllegalArgumentException naming the key that is wrong and the remedy
   */
  public static OtlpSpanExporter create(Function<String, @Nullable String> properties) {
    return new OtlpProperties(properties).builder().build();
  }

  /** As system properties and environment variables want it, see {@link #create(Function)}. */
  public static OtlpSpanExporter create() {
    return create(OtlpProperties::ofProcess);
  }

  /** Never blocks. The answer comes when the collector's does, at the latest at the timeout. */
  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    List<SpanData> batch = List.copyOf(spans);
    CompletableResultCode result = new CompletableResultCode();
    pending.add(result);
    try {
      InstrumentationUtil.suppressInstrumentation(
          () -> threads.execute(() -> answer(result, send(batch))));
    } catch (RejectedExecutionException e) {
      answer(result, closed ? afterShutdown() : ExportFailure.retryable("busy", "too many calls"));
    }
    return result;
  }

  /** Done when what is on its way has been answered; succeeds whatever the answers are. */
  @Override
  public CompletableResultCode flush() {
    CompletableResultCode result = new CompletableResultCode();
    CompletableResultCode.ofAll(List.copyOf(pending)).whenComplete(result::succeed);
    return result;
  }

  /** Cuts off what is still on its way, which then counts as failed, and closes connections. */
  @Override
  public CompletableResultCode shutdown() {
    synchronized (shutdown) {
      if (!closed) {
        closed = true;
        client.dispatcher().cancelAll();
        closeLater();
        threads.shutdown();
      }
    }
    return shutdown;
  }

  @Override
  public String toString() {
    return "OtlpSpanExporter" + description;
  }

  /** On a thread of ours: what OkHttp starts then must not inherit the caller's class loader. */
  private void closeLater() {
    try {
      threads.execute(this::closeConnections);
    } catch (RejectedExecutionException e) {
      closeConnections(); // all of them are busy, and one will do it when it has been cut off
    }
  }

  private void closeConnections() {
    CompletableResultCode.ofAll(List.copyOf(pending))
        .whenComplete(
            () -> {
              client.connectionPool().evictAll();
              shutdown.succeed();
            });
  }

  private void answer(CompletableResultCode result, @Nullable ExportFailure failure) {
    pending.remove(result);
    if (failure == null) {
      result.succeed();
    } else {
      result.failExceptionally(failure);
    }
  }

  private @Nullable ExportFailure send(List<SpanData> spans) {
    if (closed) {
      return afterShutdown();
    }
    try (Response response = client.newCall(wire.request(spans)).execute()) {
      return wire.judge(response);
    } catch (IOException e) {
      return closed ? afterShutdown() : unreachable(e);
    } catch (Throwable t) {
      return ExportFailure.rejected("error", "the batch cannot be sent: " + t);
    }
  }

  private static ExportFailure unreachable(IOException e) {
    if (e instanceof InterruptedIOException) {
      return ExportFailure.retryable("timeout", "no answer in time: " + e.getMessage());
    }
    String reason = e instanceof SSLException ? "tls" : "unreachable";
    return ExportFailure.retryable(reason, e.toString());
  }

  private static ExportFailure afterShutdown() {
    return ExportFailure.permanent("after_shutdown", "the exporter has been shut down");
  }
}
