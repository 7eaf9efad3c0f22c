package dev.fulgurite.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.ExportFailure;
import dev.fulgurite.exporter.ExportFailure.Kind;
import dev.fulgurite.exporter.otlp.HttpReceiver.Answer;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HttpExportIT {
  private HttpReceiver receiver;
  private OtlpSpanExporter exporter;

  @BeforeEach
  void start() throws IOException {
    receiver = new HttpReceiver();
    exporter = OtlpSpanExporter.builder().setEndpoint(receiver.endpoint()).build();
  }

  @AfterEach
  void stop() {
    exporter.shutdown().join(10, TimeUnit.SECONDS);
    receiver.close();
  }

  @ParameterizedTest
  @EnumSource(OtlpCompression.class)
  @Tag("seed:001.gzip")
  void spans_arrive(OtlpCompression compression) {
    try (OtlpSpanExporter sender =
        OtlpSpanExporter.builder()
            .setEndpoint(receiver.endpoint())
            .setCompression(compression)
            .addHeader("x-key", "secret")
            .build()) {
      List<SpanData> spans = Received.spans(0, 700);

      assertThat(answer(sender.export(spans)).isSuccess()).isTrue();

      assertThat(receiver.ids).containsExactlyElementsOf(Received.ids(spans));
      assertThat(receiver.headers.element().getFirst("x-key")).isEqualTo("secret");
      assertThat(sender.toString()).contains("x-key").doesNotContain("secret");
    }
  }

  @Test
  void severalBatches_areOnTheirWayAtOnce() {
    List<CompletableResultCode> results = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      results.add(exporter.export(Received.spans(i * 10, 10)));
    }

    assertThat(answer(CompletableResultCode.ofAll(results)).isSuccess()).isTrue();
    assertThat(receiver.ids)
        .containsExactlyInAnyOrderElementsOf(Received.ids(Received.spans(0, 200)));
  }

  @Test
  @Tag("seed:001.connection-pool")
  void connection_isUsedAgain() {
    for (int i = 0; i < 5; i++) {
      assertThat(answer(exporter.export(Received.spans(i * 10, 10))).isSuccess()).isTrue();
    }

    assertThat(receiver.clients).hasSize(5);
    assertThat(Set.copyOf(receiver.clients)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "429, RETRYABLE, throttled",
    "502, RETRYABLE, unavailable",
    "503, RETRYABLE, unavailable",
    "504, RETRYABLE, unavailable",
    "400, REJECTED, rejected",
    "413, REJECTED, rejected",
    "422, REJECTED, rejected",
    "401, PERMANENT, unauthorized",
    "403, PERMANENT, unauthorized",
    "404, PERMANENT, not_found",
    "500, PERMANENT, http_500",
    "302, PERMANENT, http_302"
  })
  void status_saysWhetherToTryAgain(int status, Kind kind, String reason) {
    receiver.answer = new Answer(status, "no thanks".getBytes(StandardCharsets.UTF_8));

    ExportFailure failure = failure(exporter.export(Received.spans(0, 1)));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure).hasMessage("HTTP " + status + ": no thanks");
  }

  @Test
  void retryAfter_isKept() {
    receiver.answer = new Answer(503, new byte[0], "Retry-After", "7");

    assertThat(failure(exporter.export(Received.spans(0, 1))).retryAfter())
        .contains(Duration.ofSeconds(7));
  }

  @Test
  void partialSuccess_isARejection() {
    receiver.answer = protobuf(partial(2, "too old"));

    ExportFailure failure = failure(exporter.export(Received.spans(0, 3)));

    assertThat(failure.kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure).hasMessageContaining("refused 2").hasMessageContaining("too old");
  }

  @Test
  void partialSuccess_isSuccess_whenItIsAWarning() {
    receiver.answer = protobuf(partial(0, "slow down a little"));

    assertThat(answer(exporter.export(Received.spans(0, 3))).isSuccess()).isTrue();
  }

  @Test
  void partialSuccess_isARejection_inJson() {
    byte[] json = "{\"partialSuccess\":{\"rejectedSpans\":\"3\"}}".getBytes(StandardCharsets.UTF_8);
    receiver.answer = new Answer(200, json, "Content-Type", "application/json");

    assertThat(failure(exporter.export(Received.spans(0, 3))).kind()).isEqualTo(Kind.REJECTED);
  }

  @Test
  void garbage_isNoDelivery() {
    receiver.answer = protobuf(new byte[] {10, 127, 1});

    assertThat(failure(exporter.export(Received.spans(0, 1))).reason()).isEqualTo("garbled");
  }

  @Test
  void webPage_isNoDelivery() {
    byte[] page = "<html>It works!</html>".getBytes(StandardCharsets.UTF_8);
    receiver.answer = new Answer(200, page, "Content-Type", "text/html; charset=utf-8");

    assertThat(failure(exporter.export(Received.spans(0, 1))).reason()).isEqualTo("not_otlp");
  }

  @Test
  void endlessAnswer_isCut() {
    receiver.answer = new Answer(200, new byte[3 << 20]);

    assertThat(failure(exporter.export(Received.spans(0, 1)))).hasMessageContaining("longer");
  }

  @Test
  void nobodyListens_isRetryable() {
    receiver.close();

    ExportFailure failure = failure(exporter.export(Received.spans(0, 1)));

    assertThat(failure.kind()).isEqualTo(Kind.RETRYABLE);
    assertThat(failure.reason()).isEqualTo("unreachable");
  }

  @Test
  void export_isRefused_afterShutdown() {
    exporter.shutdown();

    assertThat(failure(exporter.export(Received.spans(0, 1))).reason()).isEqualTo("after_shutdown");
    assertThat(exporter.shutdown()).isSameAs(exporter.shutdown());
    assertThat(receiver.ids).isEmpty();
  }

  private static byte[] partial(long rejected, String message) {
    return ExportTraceServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportTracePartialSuccess.newBuilder()
                .setRejectedSpans(rejected)
                .setErrorMessage(message))
        .build()
        .toByteArray();
  }

  private static Answer protobuf(byte[] body) {
    return new Answer(200, body, "Content-Type", "application/x-protobuf");
  }

  static CompletableResultCode answer(CompletableResultCode result) {
    result.join(30, TimeUnit.SECONDS);
    assertThat(result.isDone()).isTrue();
    return result;
  }

  static ExportFailure failure(CompletableResultCode result) {
    assertThat(answer(result).isSuccess()).isFalse();
    assertThat(result.getFailureThrowable()).isInstanceOf(ExportFailure.class);
    return (ExportFailure) result.getFailureThrowable();
  }
}
