package dev.fulgurite.exporter.otlp;

import static dev.fulgurite.exporter.otlp.HttpExportIT.answer;
import static dev.fulgurite.exporter.otlp.HttpExportIT.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import dev.fulgurite.exporter.ExportFailure;
import dev.fulgurite.exporter.ExportFailure.Kind;
import io.grpc.Metadata;
import io.grpc.Status;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrpcExportIT {
  private GrpcReceiver receiver;
  private OtlpSpanExporter exporter;

  @BeforeEach
  void start() throws IOException {
    receiver = new GrpcReceiver();
    exporter = exporter(OtlpCompression.NONE);
  }

  @AfterEach
  void stop() throws InterruptedException {
    exporter.shutdown().join(10, TimeUnit.SECONDS);
    receiver.close();
  }

  private OtlpSpanExporter exporter(OtlpCompression compression) {
    return OtlpSpanExporter.builder()
        .setProtocol(OtlpProtocol.GRPC)
        .setEndpoint(receiver.endpoint())
        .setCompression(compression)
        .build();
  }

  @ParameterizedTest
  @EnumSource(OtlpCompression.class)
  void spans_arrive_severalBatchesAtOnce(OtlpCompression compression) {
    try (OtlpSpanExporter sender = exporter(compression)) {
      List<CompletableResultCode> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(sender.export(Received.spans(i * 500, 500)));
      }

      assertThat(answer(CompletableResultCode.ofAll(results)).isSuccess()).isTrue();

      List<SpanData> sent = Received.spans(0, 4000);
      assertThat(receiver.ids).containsExactlyInAnyOrderElementsOf(Received.ids(sent));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CANCELLED, RETRYABLE, unavailable",
    "DEADLINE_EXCEEDED, RETRYABLE, unavailable",
    "ABORTED, RETRYABLE, unavailable",
    "OUT_OF_RANGE, RETRYABLE, unavailable",
    "UNAVAILABLE, RETRYABLE, unavailable",
    "DATA_LOSS, RETRYABLE, unavailable",
    "RESOURCE_EXHAUSTED, PERMANENT, exhausted",
    "INVALID_ARGUMENT, REJECTED, rejected",
    "UNAUTHENTICATED, PERMANENT, unauthorized",
    "PERMISSION_DENIED, PERMANENT, unauthorized",
    "UNIMPLEMENTED, PERMANENT, not_found",
    "INTERNAL, PERMANENT, grpc_13"
  })
  void status_saysWhetherToTryAgain(Status.Code code, Kind kind, String reason) {
    receiver.status = code.toStatus().withDescription("50% full, später");

    ExportFailure failure = failure(exporter.export(Received.spans(0, 1)));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure).hasMessageEndingWith("50% full, später");
  }

  @Test
  void retryInfo_isKept() throws IOException {
    receiver.status = Status.RESOURCE_EXHAUSTED;
    receiver.trailers.put(
        Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER),
        statusWithRetryDelay(3));

    ExportFailure failure = failure(exporter.export(Received.spans(0, 1)));

    assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void partialSuccess_isARejection(boolean compressed) {
    receiver.compressing = compressed;
    receiver.response =
        ExportTraceServiceResponse.newBuilder()
            .setPartialSuccess(ExportTracePartialSuccess.newBuilder().setRejectedSpans(1))
            .build();

    assertThat(failure(exporter.export(Received.spans(0, 2))).kind()).isEqualTo(Kind.REJECTED);
  }

  @Test
  void compressedAnswer_isUnderstood() {
    receiver.compressing = true;

    assertThat(answer(exporter.export(Received.spans(0, 2))).isSuccess()).isTrue();
  }

  /** {@code google.rpc.Status} with a {@code RetryInfo}, by hand: their classes are not here. */
  private static byte[] statusWithRetryDelay(int seconds) throws IOException {
    byte[] duration = message(out -> out.writeInt64(1, seconds));
    byte[] info = message(out -> out.writeByteArray(1, duration));
    byte[] any =
        message(
            out -> {
              out.writeString(1, "type.googleapis.com/google.rpc.RetryInfo");
              out.writeByteArray(2, info);
            });
    return message(
        out -> {
          out.writeInt32(1, 8);
          out.writeByteArray(3, any);
        });
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteArray();
  }
}
