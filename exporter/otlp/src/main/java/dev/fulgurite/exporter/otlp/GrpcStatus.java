package dev.fulgurite.exporter.otlp;

import dev.fulgurite.exporter.ExportFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What a gRPC server says at the end.
 *
 * @param retryDelay what the server asked for; null where it said nothing
 */
record GrpcStatus(int code, String message, @Nullable Duration retryDelay) {
  /** Null where the answer carries none. */
  static @Nullable GrpcStatus of(Response response) throws IOException {
    String code = find(response, "grpc-status");
    if (code == null || !code.matches("\\d{1,3}")) {
      return null;
    }
    String message = find(response, "grpc-message");
    return new GrpcStatus(
        Integer.parseInt(code),
        message == null ? "" : PercentCoded.decode(message),
        RetryInfo.delay(details(response)));
  }

  boolean isOk() {
    return code == 0;
  }

  ExportFailure failure() {
    String told = "gRPC status " + code + (message.isEmpty() ? "" : ": " + message);
    Duration wait = retryDelay == null ? Duration.ZERO : retryDelay;
    return switch (code) {
      case 1, 4, 10, 11, 14, 15 -> ExportFailure.retryable("unavailable", told, wait);
      // Without a delay the server does not expect to recover, says OTLP.
      case 8 ->
          retryDelay == null
              ? ExportFailure.permanent("exhausted", told)
              : ExportFailure.retryable("throttled", told, wait);
      case 3 -> ExportFailure.rejected("rejected", told);
      case 7, 16 -> ExportFailure.permanent("unauthorized", told);
      case 12 -> ExportFailure.permanent("not_found", told);
      default -> ExportFailure.permanent("grpc_" + code, told);
    };
  }

  private static byte[] details(Response response) throws IOException {
    String header = find(response, "grpc-status-details-bin");
    try {
      return header == null ? new byte[0] : Base64.getDecoder().decode(header);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** After the body; or before, where there is no body. */
  private static @Nullable String find(Response response, String name) throws IOException {
    String trailer = response.trailers().get(name);
    return trailer == null ? response.header(name) : trailer;
  }
}
