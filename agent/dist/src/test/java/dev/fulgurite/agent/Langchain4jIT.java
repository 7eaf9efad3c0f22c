package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A real LangChain4j agent with concurrent tools under the packaged agent. */
class Langchain4jIT {
  @TempDir Path folder;

  static Stream<Arguments> waysToRun() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of("whole", "streaming")
                    .flatMap(
                        how ->
                            Stream.of(
                                Arguments.of(jdk, how, "no OpenTelemetry"),
                                Arguments.of(jdk, how, "the API"),
                                Arguments.of(jdk, how, "an old API"))));
  }

  private ChildJvm jvm(String telemetry) {
    ChildJvm jvm = ChildJvm.in(folder).classPath(ClassPaths.langchain4j());
    return switch (telemetry) {
      case "the API" -> jvm.classPath(ClassPaths.otelApi(ClassPaths.NEWEST));
      case "an old API" -> jvm.classPath(ClassPaths.otelApi("1.31.0"));
      default -> jvm;
    };
  }

  @ParameterizedTest
  @MethodSource("waysToRun")
  void agent_isATreeInTheStore(Path jdk, String how, String telemetry) {
    Run run = jvm(telemetry).on(jdk).run("Langchain4jAgent", how);

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.err()).as(run.toString()).hasSize(2);
    assertThat(run.printed("answer")).isEqualTo("It is five.");
    assertTree(run);
    assertThat(run.spans())
        .extracting(span -> span.string(Fulgurite.SESSION_ID))
        .containsOnly("memory-7");
  }

  private static void assertTree(Run run) {
    StoredSpan service = run.span("invoke_agent Assistant");
    List<StoredSpan> others =
        run.spans().stream().filter(span -> !span.spanId().equals(service.spanId())).toList();
    assertThat(service.parentSpanId()).isNull();
    assertThat(others)
        .extracting(StoredSpan::name)
        .containsExactlyInAnyOrder(
            "chat gpt-canned", "execute_tool add", "execute_tool divide", "chat gpt-canned");
    assertThat(others)
        .allSatisfy(
            span -> {
              assertThat(span.parentSpanId()).as(span.name()).isEqualTo(service.spanId());
              assertThat(span.traceId()).isEqualTo(service.traceId());
            });
  }

  @Test
  void content_andFailures_areInTheStore() {
    Run run = jvm("no OpenTelemetry").run("Langchain4jAgent", "whole");

    StoredSpan failed = run.span("execute_tool divide");
    assertThat(failed.status()).isEqualTo(StatusCode.ERROR);
    assertThat(failed.string("error.type")).isEqualTo("java.lang.ArithmeticException");
    assertThat(failed.string(GenAi.TOOL_CALL_RESULT)).isEqualTo("/ by zero");
    assertThat(run.span("execute_tool add").string(GenAi.TOOL_CALL_RESULT)).isEqualTo("5");
    StoredSpan service = run.span("invoke_agent Assistant");
    assertThat(service.string(GenAi.INPUT_MESSAGES)).contains("2+3?");
    assertThat(service.string(GenAi.OUTPUT_MESSAGES)).contains("It is five.");
    assertThat(run.span("chat gpt-canned").number(GenAi.USAGE_INPUT_TOKENS)).isEqualTo(11);
  }

  @Test
  void program_runsAlike_withoutTheAgent() {
    Run run = jvm("no OpenTelemetry").withoutAgent().run("Langchain4jAgent", "streaming");

    assertThat(run.exit()).isZero();
    assertThat(run.printed("answer")).isEqualTo("It is five.");
    assertThat(run.store()).doesNotExist();
  }

  @Test
  void hooks_areListed() {
    Run run =
        ChildJvm.in(folder)
            .withoutAgent()
            .options("-jar", ChildJvm.AGENT.toString(), "--list-hooks")
            .java();

    assertThat(run.out())
        .anyMatch(line -> line.startsWith("langchain4j.service "))
        .anyMatch(line -> line.startsWith("langchain4j.chat-streaming "));
  }
}
