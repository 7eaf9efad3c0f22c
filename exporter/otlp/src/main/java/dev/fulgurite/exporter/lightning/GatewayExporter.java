package dev.fulgurite.exporter.lightning;

import dev.fulgurite.exporter.ExportFailure;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One POST per span; meant to be given one at a time, so that none is sent twice for another. */
final class GatewayExporter implements SpanExporter {
  private static final MediaType JSON = MediaType.get("application/json");

  private final HttpUrl url;
  private final String key;
  private final OpenAttempts open;
  private final OkHttpClient client;

  GatewayExporter(HttpUrl url, String key, Duration timeout, OpenAttempts open) {
    this.open = open;
    this.url = url;
    this.key = key;
    // A redirect would carry the key elsewhere.
    this.client = new OkHttpClient.Builder().callTimeout(timeout).followRedirects(false).build();
  }

  /** Blocks: the processor calls it on a thread of its own. */
  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    for (SpanData span : spans) {
      ExportFailure failure = post(span);
      if (failure != null) {
        return CompletableResultCode.ofExceptionalFailure(failure);
      }
      open.arrived(List.of(span));
    }
    return CompletableResultCode.ofSuccess();
  }

  private @Nullable ExportFailure post(SpanData span) {
    try (Response response = Unseen.execute(client.newCall(request(span)))) {
      return judge(response.code());
    } catch (IOException e) {
      return ExportFailure.retryable("unreachable", e.toString());
    }
  }

  private Request request(SpanData span) throws IOException {
    Request.Builder request =
        new Request.Builder().url(url).post(RequestBody.create(GatewayEvent.of(span), JSON));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return request.build();
  }

  private static @Nullable ExportFailure judge(int status) {
    String message = "HTTP " + status;
    return switch (status / 100) {
      case 2 -> null;
      case 5 -> ExportFailure.retryable("unavailable", message);
      default ->
          switch (status) {
            case 408, 429 -> ExportFailure.retryable("throttled", message);
            case 401, 403 -> ExportFailure.permanent("unauthorized", message + ": see to AGL_KEY");
            case 404 ->
                ExportFailure.permanent("unknown_rollout", message + ": see to AGL_EVENT_URL");
            default -> ExportFailure.rejected("rejected", message);
          };
    };
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
    return CompletableResultCode.ofSuccess();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "GatewayExporter{" + url.redact() + "}";
  }
}
