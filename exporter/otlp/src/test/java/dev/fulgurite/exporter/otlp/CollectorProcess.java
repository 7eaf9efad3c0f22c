package dev.fulgurite.exporter.otlp;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real OpenTelemetry Collector, which writes what it receives into a file. {@value #VARIABLE}
 * names its binary; {@code .ci/run} builds it where Go is installed.
 */
final class CollectorProcess implements AutoCloseable {
  static final String VARIABLE = "FULGURITE_TEST_COLLECTOR";
  private static final String CONFIGURATION =
      """
      receivers:
        otlp:
          protocols:
            grpc:
              endpoint: 127.0.0.1:%d
            http:
              endpoint: 127.0.0.1:%d
      exporters:
        file:
          path: %s
      service:
        telemetry:
          metrics:
            level: none
        pipelines:
          traces:
            receivers: [otlp]
            exporters: [file]
      """;

  private final int grpcPort = LoopbackPorts.free();
  private final int httpPort = LoopbackPorts.free();
  private final Path output;
  private final Process process;

  CollectorProcess(Path folder) throws IOException {
    output = folder.resolve("spans.json");
    Path configuration = folder.resolve("collector.yaml");
    Files.writeString(configuration, CONFIGURATION.formatted(grpcPort, httpPort, output));
    process =
        new ProcessBuilder(System.getenv(VARIABLE), "--config", "file:" + configuration)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("collector.txt").toFile())
            .start();
    await()
        .atMost(Duration.ofMinutes(1))
        .failFast("the Collector ended: see collector.txt", () -> !process.isAlive())
        .ignoreExceptions()
        .until(() -> LoopbackPorts.answer(grpcPort, httpPort));
  }

  static boolean isBuilt() {
    return System.getenv(VARIABLE) != null;
  }

  String endpoint(OtlpProtocol protocol) {
    return protocol == OtlpProtocol.GRPC
        ? "http://127.0.0.1:" + grpcPort
        : "http://127.0.0.1:" + httpPort + "/v1/traces";
  }

  /** The ids in its file. */
  List<String> ids() throws IOException {
    List<String> ids = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(output)) {
      for (JsonNode span : json.readTree(line).findValues("spans")) {
        span.forEach(one -> ids.add(one.get("spanId").asText()));
      }
    }
    return ids;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
