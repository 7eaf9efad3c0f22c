package dev.fulgurite.exporter.otlp;

import static dev.fulgurite.exporter.otlp.HttpExportIT.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpPropertiesIT {
  private static final String ALL = "otel.exporter.otlp.";
  private static final String TRACES = "otel.exporter.otlp.traces.";

  @TempDir Path folder;

  @Test
  void nothingSet_isOpenTelemetrysDefault() {
    assertThat(text(Map.of()))
        .contains("endpoint=http://localhost:4318/", "http/protobuf", "=none", "timeout=PT10S");
    assertThat(text(Map.of(ALL + "protocol", "grpc"))).contains("http://localhost:4317/");
  }

  @Test
  void tracesSettings_win() {
    assertThat(text(Map.of(ALL + "timeout", "1s", TRACES + "timeout", "250"))).contains("PT0.25S");
    assertThat(text(Map.of(ALL + "protocol", "http/protobuf", TRACES + "protocol", "grpc")))
        .contains("protocol=grpc");
  }

  @ParameterizedTest
  @CsvSource({
    "otel.exporter.otlp.endpoint, '', /v1/traces",
    "otel.exporter.otlp.endpoint, /base/, /base/v1/traces",
    "otel.exporter.otlp.traces.endpoint, /own, /own",
    "otel.exporter.otlp.traces.endpoint, '', /"
  })
  void path_isAddedToTheCommonEndpointAlone(String key, String path, String wanted)
      throws IOException {
    try (HttpReceiver receiver = new HttpReceiver();
        OtlpSpanExporter exporter =
            create(Map.of(key, "http://127.0.0.1:" + receiver.port() + path))) {
      answer(exporter.export(Received.spans(0, 1)));

      assertThat(receiver.paths).containsExactly(wanted);
    }
  }

  @Test
  void headers_areDecoded() throws IOException {
    try (HttpReceiver receiver = new HttpReceiver();
        OtlpSpanExporter exporter =
            create(
                Map.of(
                    TRACES + "endpoint",
                    receiver.endpoint(),
                    ALL + "headers",
                    "authorization=Basic%20a+b==, x-team = one%2Ctwo,"))) {
      answer(exporter.export(Received.spans(0, 1)));

      assertThat(receiver.headers.element().getFirst("authorization")).isEqualTo("Basic a+b==");
      assertThat(receiver.headers.element().getFirst("x-team")).isEqualTo("one,two");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "protocol|carrier-pigeon|use http/protobuf or grpc",
        "protocol|http/json|use http/protobuf or grpc",
        "endpoint|collector:4318|must be an address",
        "compression|zstd|use gzip or none",
        "timeout|soon|use milliseconds",
        "headers|secret|use name=value",
        "headers|x-key=a%0Ab|has a name or value",
        "certificate|nowhere.pem|nowhere.pem' cannot be read",
        "client.key|key.pem|set client.key and client.certificate together"
      })
  void wrongValue_isNamedWithItsRemedy(String name, String value, String remedy) {
    assertThatThrownBy(() -> create(Map.of(ALL + name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("otel.exporter.otlp.")
        .hasMessageContaining(remedy);
  }

  @Test
  void grpcEndpoint_hasNoPath() {
    assertThatThrownBy(
            () -> create(Map.of(ALL + "protocol", "grpc", ALL + "endpoint", "http://x:4317/v1")))
        .hasMessageContaining("no path with gRPC");
  }

  @Test
  void certificate_isNoCertificate() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "hello");

    assertThatThrownBy(() -> create(Map.of(TRACES + "certificate", file.toString())))
        .hasMessage(
            "otel.exporter.otlp.traces.certificate:"
                + " trusted certificates are no certificates in PEM");
  }

  private static OtlpSpanExporter create(Map<String, String> settings) {
    return OtlpSpanExporter.create(settings::get);
  }

  private static String text(Map<String, String> settings) {
    try (OtlpSpanExporter exporter = create(settings)) {
      return exporter.toString();
    }
  }
}
