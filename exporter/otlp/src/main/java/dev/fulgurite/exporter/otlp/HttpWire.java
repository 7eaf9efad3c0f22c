package dev.fulgurite.exporter.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.exporter.ExportFailure;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** OTLP over HTTP: one POST a batch, the status says how it went. */
final class HttpWire implements Wire {
  private static final MediaType PROTOBUF = MediaType.get("application/x-protobuf");
  private static final int STATUS_MESSAGE = 2;
  private static final int LONGEST_MESSAGE = 200;

  private final Request template;
  private final OtlpCompression compression;
  private final Clock clock;

  HttpWire(HttpUrl endpoint, RequestHeaders headers, OtlpCompression compression, Clock clock) {
    Request.Builder builder = headers.on(new Request.Builder().url(endpoint));
    if (compression == OtlpCompression.GZIP) {
      builder.header("Content-Encoding", compression.setting());
    }
    this.template = builder.build();
    this.compression = compression;
    this.clock = clock;
  }

  @Override
  public Request request(Collection<SpanData> spans) throws IOException {
    return template.newBuilder().post(Payload.http(PROTOBUF, spans, compression)).build();
  }

  @Override
  public @Nullable ExportFailure judge(Response response) throws IOException {
    byte[] body = Answers.body(response);
    String type = response.header("Content-Type", "");
    return response.isSuccessful() ? accepted(type, body) : refused(response, type, body);
  }

  private static @Nullable ExportFailure accepted(String type, byte[] body) {
    if (type.startsWith("text/html")) {
      return ExportFailure.permanent(
          "not_otlp", "a web page answered: the endpoint is no OTLP receiver");
    }
    if (type.startsWith("application/json")) {
      return json(body);
    }
    return type.startsWith("application/x-protobuf") ? Acceptance.judge(body) : null;
  }

  private static @Nullable ExportFailure json(byte[] body) {
    try {
      JsonNode partial =
          new ObjectMapper()
              .readTree(new String(body, StandardCharsets.UTF_8))
              .path("partialSuccess");
      return Acceptance.rejected(
          partial.path("rejectedSpans").asLong(), partial.path("errorMessage").asText());
    } catch (JsonProcessingException e) {
      return ExportFailure.retryable("garbled", "the collector's answer is no JSON");
    }
  }

  private ExportFailure refused(Response response, String type, byte[] body) {
    Duration wait = RetryAfter.parse(response.header("Retry-After"), clock);
    String message = "HTTP " + response.code() + said(type, body);
    return switch (response.code()) {
      case 429 -> ExportFailure.retryable("throttled", message, wait);
      case 502, 503, 504 -> ExportFailure.retryable("unavailable", message, wait);
      case 400, 413, 422 -> ExportFailure.rejected("rejected", message);
      case 401, 403 -> ExportFailure.permanent("unauthorized", message);
      case 404 -> ExportFailure.permanent("not_found", message);
      default -> ExportFailure.permanent("http_" + response.code(), message);
    };
  }

  /** What the collector says about its refusal, for people. */
  private static String said(String type, byte[] body) {
    String text = "";
    if (type.startsWith("application/x-protobuf")) {
      text = status(body);
    } else if (!type.startsWith("text/html")) {
      text = new String(body, StandardCharsets.UTF_8);
    }
    String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
    String cut = line.substring(0, Math.min(line.length(), LONGEST_MESSAGE));
    return cut.isEmpty() ? "" : ": " + cut;
  }

  private static String status(byte[] body) {
    try {
      ProtoFields status = new ProtoFields(body);
      while (status.next()) {
        if (status.isContent(STATUS_MESSAGE)) {
          return status.text();
        }
      }
      return "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
