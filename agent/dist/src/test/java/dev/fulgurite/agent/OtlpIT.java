package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans also go to a collector when one is named, without content unless that is asked for. */
class OtlpIT {
  @TempDir Path folder;
  private final OtlpReceiver collector = OtlpReceiver.start();

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void collector_getsTheSameSpans_withoutContent() {
    Run run = collected().run("Annotated");

    assertThat(run.err()).as(run.toString()).hasSize(2);
    String all = collector.text();
    assertThat(all).contains("agentlightning.operation", "my-service", "answer", "s-1");
    assertThat(all).doesNotContain("planned goal").doesNotContain("inside");
    assertThat(run.spans()).allMatch(span -> collector.has(span.spanId()));
    assertThat(collector.keys()).contains("secret");
    assertThat(run.span("agentlightning.operation").resource().toString()).contains("my-service");
  }

  @Test
  void collector_getsContent_whenAskedFor() {
    collected()
        .environment("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true")
        .run("Annotated");

    assertThat(collector.text()).contains("planned goal", "inside");
  }

  @Test
  void wrongProtocol_isNamed_andTheStoreIsFed() {
    Run run =
        collected().environment("OTEL_EXPORTER_OTLP_PROTOCOL", "carrier-pigeon").run("Annotated");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).hasSize(3);
    assertThat(run.err().get(1)).contains("carrier-pigeon");
    assertThat(run.spans()).isNotEmpty();
  }

  @Test
  void collectorIsFed_whenPropagatorsAreNamedThatTheAgentHasNot() {
    Run run = collected().environment("OTEL_PROPAGATORS", "b3").run("Annotated");

    assertThat(run.err()).as(run.toString()).hasSize(2);
    assertThat(collector.text()).isNotEmpty();
  }

  @Test
  void standby_getsTheSpans_whenTheCollectorCannotBeReached() throws IOException {
    Run run =
        collected()
            .environment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + closedPort())
            .environment("FULGURITE_EXPORT_FAILOVER_ENDPOINTS", collector.url())
            .run("Annotated");

    assertThat(run.spans()).isNotEmpty().allMatch(span -> collector.has(span.spanId()));
    assertThat(collector.keys()).contains("secret");
  }

  private ChildJvm collected() {
    return ChildJvm.in(folder)
        .classPath(ClassPaths.fulguriteApi())
        .classPath(ClassPaths.otelApi(ClassPaths.NEWEST))
        .environment("OTEL_SERVICE_NAME", "my-service")
        .environment("OTEL_RESOURCE_ATTRIBUTES", "team=answer")
        .environment("OTEL_EXPORTER_OTLP_HEADERS", "x-key=secret")
        .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url());
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
