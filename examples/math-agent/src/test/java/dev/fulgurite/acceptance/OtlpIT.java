package dev.fulgurite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same span ids in the store and at a collector, content only when asked for. */
class OtlpIT {
  private static final String CAPTURE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

  @TempDir private Path folder;

  @Test
  void http_withoutContent() throws Exception {
    try (OtlpReceiver receiver = new HttpOtlpReceiver()) {
      assertExported(receiver, false);
    }
  }

  @Test
  void http_withContent_whenAskedFor() throws Exception {
    try (OtlpReceiver receiver = new HttpOtlpReceiver()) {
      assertExported(receiver, true);
    }
  }

  @Test
  void realReceiver_overHttp() throws Exception {
    assumeInstalled();
    try (OtlpReceiver receiver = new AutotelReceiver(folder, false)) {
      assertExported(receiver, false);
    }
  }

  @Test
  void realReceiver_overGrpc_withContent() throws Exception {
    assumeInstalled();
    try (OtlpReceiver receiver = new AutotelReceiver(folder, true)) {
      assertExported(receiver, true);
    }
  }

  private void assertExported(OtlpReceiver receiver, boolean content) throws Exception {
    Child child =
        Child.underAgent(folder, Jdk.RUNNING)
            .withEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint())
            .withEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", receiver.protocol());
    if (content) {
      child.withEnvironment(CAPTURE, "true");
    }
    Run run = child.run().succeeded();
    CommandLine fulgurite = new CommandLine(folder);
    List<String> stored =
        fulgurite.spans().stream().map(span -> span.get("span_id").asText()).toList();

    assertThat(run.errLines()).hasSize(2);
    assertThat(stored).hasSize(Counted.in(run).total());
    assertThat(receiver.spanIds()).containsExactlyInAnyOrderElementsOf(stored);
    assertThat(fulgurite.ledger())
        .hasSize(2)
        .allMatch(row -> row.get("delivered").asInt() == stored.size());
    String all = receiver.everything();
    assertThat(all.contains("gen_ai.input.messages")).isEqualTo(content);
    assertThat(all.contains("gen_ai.tool.call.arguments")).isEqualTo(content);
    assertThat(all).contains("gen_ai.request.model");
  }

  private static void assumeInstalled() {
    assumeTrue(
        AutotelReceiver.isInstalled(),
        AutotelReceiver.VARIABLE + " names no folder with autotel-devtools and node");
  }
}
