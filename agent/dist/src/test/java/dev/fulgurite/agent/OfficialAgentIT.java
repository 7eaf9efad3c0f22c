package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Beside the official OpenTelemetry agent, in either order: its pipeline wins, the store has
 * copies.
 */
class OfficialAgentIT {
  private static final Path OFFICIAL =
      Path.of("target", "official", "opentelemetry-javaagent.jar").toAbsolutePath();

  @TempDir Path folder;

  private ChildJvm jvm(boolean officialFirst) {
    ChildJvm jvm = ChildJvm.in(folder).classPath(ClassPaths.langchain4j());
    ChildJvm both = officialFirst ? jvm.after(OFFICIAL) : jvm.options("-javaagent:" + OFFICIAL);
    return both.options(
        "-Dotel.traces.exporter=console",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none",
        "-Dotel.javaagent.logging=simple");
  }

  @ParameterizedTest
  @CsvSource({"true, newest", "false, newest", "true, 1.31.0", "false, 1.31.0"})
  void hookSpans_areInBoth_withoutContentInTheOther(boolean officialFirst, String api) {
    Run run =
        jvm(officialFirst).classPath(ClassPaths.otelApi(api)).run("Langchain4jAgent", "whole");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.out()).containsExactly("answer=It is five.");
    assertThat(run.spanNames())
        .containsExactlyInAnyOrder(
            "invoke_agent Assistant",
            "chat gpt-canned",
            "execute_tool add",
            "execute_tool divide",
            "chat gpt-canned");
    StoredSpan service = run.span("invoke_agent Assistant");
    assertThat(service.string(GenAi.OUTPUT_MESSAGES)).contains("It is five.");
    assertThat(run.span("execute_tool add").parentSpanId()).isEqualTo(service.spanId());
    List<String> official = officialLines(run);
    assertThat(official)
        .anyMatch(
            line -> line.contains("invoke_agent Assistant") && line.contains(service.traceId()))
        .noneMatch(line -> line.contains("It is five."));
    assertThat(agentLines(run)).hasSize(3).anyMatch(line -> line.contains("otel-extension.jar"));
  }

  @Test
  void applicationWithoutTheApi_isATraceOfItsOwn() {
    Run run = jvm(true).run("Langchain4jAgent", "whole");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.spanNames()).hasSize(5).contains("invoke_agent Assistant");
    assertThat(agentLines(run)).hasSize(3).anyMatch(line -> line.contains("not in its traces"));
    assertThat(officialLines(run)).noneMatch(line -> line.contains("Exception"));
  }

  private static List<String> agentLines(Run run) {
    return run.err().stream().filter(line -> line.startsWith("[fulgurite]")).toList();
  }

  private static List<String> officialLines(Run run) {
    return run.err().stream().filter(line -> !line.startsWith("[fulgurite]")).toList();
  }
}
