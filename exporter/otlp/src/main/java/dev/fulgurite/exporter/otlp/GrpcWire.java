package dev.fulgurite.exporter.otlp;

import dev.fulgurite.exporter.ExportFailure;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.zip.GZIPInputStream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** OTLP over gRPC: one call a batch, the status after the answer says how it went. */
final class GrpcWire implements Wire {
  private static final MediaType GRPC = MediaType.get("application/grpc");
  private static final String METHOD = "opentelemetry.proto.collector.trace.v1.TraceService/Export";
  private static final int OK = 200;

  private final Request template;
  private final OtlpCompression compression;

  GrpcWire(HttpUrl endpoint, RequestHeaders headers, OtlpCompression compression) {
    HttpUrl method = endpoint.newBuilder().addPathSegments(METHOD).build();
    Request.Builder builder =
        headers
            .on(new Request.Builder().url(method))
            .header("te", "trailers")
            .header("grpc-accept-encoding", "gzip");
    if (compression == OtlpCompression.GZIP) {
      builder.header("grpc-encoding", compression.setting());
    }
    this.template = builder.build();
    this.compression = compression;
  }

  @Override
  public Request request(Collection<SpanData> spans) throws IOException {
    return template.newBuilder().post(Payload.grpc(GRPC, spans, compression)).build();
  }

  @Override
  public @Nullable ExportFailure judge(Response response) throws IOException {
    byte[] body = Answers.body(response);
    GrpcStatus status = GrpcStatus.of(response);
    if (status == null) {
      return noStatus(response.code());
    }
    return status.isOk() ? accepted(body) : status.failure();
  }

  private static @Nullable ExportFailure accepted(byte[] body) {
    if (body.length <= Payload.GRPC_PREFIX) {
      return null;
    }
    byte[] message = Arrays.copyOfRange(body, Payload.GRPC_PREFIX, body.length);
    return body[0] == 0 ? Acceptance.judge(message) : compressed(message);
  }

  /** Some servers answer as they were asked. */
  private static @Nullable ExportFailure compressed(byte[] message) {
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(message))) {
      return Acceptance.judge(plain.readNBytes(Answers.LIMIT));
    } catch (IOException e) {
      return ExportFailure.retryable("garbled", "the collector's answer is no gzip");
    }
  }

  /** As gRPC maps what is between: proxies answer for a server that is away. */
  private static ExportFailure noStatus(int code) {
    String message = "HTTP " + code + " and no gRPC status";
    return switch (code) {
      case OK -> ExportFailure.retryable("garbled", message);
      case 429, 502, 503, 504 -> ExportFailure.retryable("unavailable", message);
      case 401, 403 -> ExportFailure.permanent("unauthorized", message);
      case 404 -> ExportFailure.permanent("not_found", message);
      default -> ExportFailure.permanent("http_" + code, message);
    };
  }
}
