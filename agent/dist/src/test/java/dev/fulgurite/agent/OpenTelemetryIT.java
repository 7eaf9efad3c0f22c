package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent beside each kind of OpenTelemetry that an application may have. */
class OpenTelemetryIT {
  @TempDir Path folder;

  static Stream<Arguments> apis() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of("1.31.0", "1.49.0", "1.55.0", ClassPaths.NEWEST)
                    .map(version -> Arguments.of(version, jdk)));
  }

  @ParameterizedTest
  @MethodSource("apis")
  void apiAlone_isServedByTheAgent(String version, Path jdk) {
    Run run = ChildJvm.in(folder).on(jdk).classPath(ClassPaths.otelApi(version)).run("ApiOnly");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.err()).hasSize(2);
    assertThat(run.spanNames()).containsExactlyInAnyOrder("renamed", "parent", "root");
    assertParent(run.span("parent"), run.printed("trace"));
    assertChild(run.span("renamed"), run.span("parent"));
    assertThat(run.span("root").parentSpanId()).isNull();
    assertThat(run.span("root").traceId()).isNotEqualTo(run.printed("trace"));
    assertThat(run.printed("traceparent")).contains(run.span("parent").spanId());
    assertThat(run.printed("tracestate")).isEqualTo("a=1,b=2");
  }

  private static void assertParent(StoredSpan parent, String trace) {
    assertThat(parent.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c").isEqualTo(trace);
    assertThat(parent.parentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(parent.kind()).isEqualTo(SpanKind.SERVER);
    assertThat(parent.scopeName()).isEqualTo("app");
    assertThat(parent.scopeVersion()).isEqualTo("1.2");
  }

  private static void assertChild(StoredSpan child, StoredSpan parent) {
    assertThat(child.parentSpanId()).isEqualTo(parent.spanId());
    assertThat(child.attributes().get(AttributeKey.longKey("long"))).isEqualTo(7);
    assertThat(child.attributes().get(AttributeKey.doubleKey("double"))).isEqualTo(0.5);
    assertThat(child.attributes().get(AttributeKey.booleanKey("boolean"))).isTrue();
    assertThat(child.attributes().get(AttributeKey.stringArrayKey("texts")))
        .isEqualTo(List.of("a", "b"));
    assertThat(child.attributes().get(AttributeKey.longArrayKey("longs")))
        .isEqualTo(List.of(1L, 2L));
    assertThat(child.attributes().get(AttributeKey.stringKey("late"))).isNull();
    assertThat(child.status()).isEqualTo(StatusCode.ERROR);
    assertThat(child.startEpochNanos()).isEqualTo(1_000_000_000);
    assertThat(child.endEpochNanos()).isEqualTo(3_000_000_000L);
    assertThat(child.events()).extracting("name").containsExactly("event", "exception");
    assertThat(child.links()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.31.0", "1.49.0", "1.55.0", ClassPaths.NEWEST})
  void emits_reachTheStore_onEveryApi(String version) {
    Run run =
        ChildJvm.in(folder)
            .classPath(ClassPaths.fulguriteApi())
            .classPath(ClassPaths.otelApi(version))
            .run("Endings", "return");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.spanNames()).hasSize(100).containsOnly("agentlightning.annotation");
  }

  @Test
  void globalSdk_getsEverythingButContent_theStoreAll() {
    Run run = ownSdk("global");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains("exported=agentlightning.operation", "exported=agentlightning.annotation")
        .contains("exported=agentlightning.message", "exported=plain")
        .noneMatch(line -> line.contains("a secret"));
    assertThat(run.spanNames())
        .containsExactlyInAnyOrder(
            "agentlightning.operation",
            "agentlightning.message",
            "agentlightning.annotation",
            "plain");
    assertThat(run.span("agentlightning.message").attributes().toString()).contains("a secret");
    assertThat(run.span("agentlightning.operation").attributes().toString())
        .contains("input=\"a secret\"", "output=\"a secret\"");
    assertThat(run.err().get(1)).contains("4 spans recorded, 4 stored");
  }

  @Test
  void contentForEverybody_isInTheApplicationsSpans() {
    Run run = ownSdk("global", "-Dotel.instrumentation.genai.capture-message-content=true");

    assertThat(run.out()).anyMatch(line -> line.contains("a secret"));
    assertThat(run.span("agentlightning.message").attributes().toString()).contains("a secret");
  }

  @Test
  void tapTurnedOff_leavesEverythingToTheApplication() {
    Run run = ownSdk("global", "-Dfulgurite.agent.tap-sdk=false");

    assertThat(run.out()).contains("exported=plain").anyMatch(line -> line.contains("a secret"));
    assertThat(run.err().get(1)).contains("0 spans recorded", "SDK of its own");
  }

  @Test
  void sdkThatIsNotGlobal_isFoundWhenItIsBuilt() {
    Run run = ownSdk("built");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.printed("set")).isEqualTo("false");
    assertThat(run.out())
        .contains(
            "exported=early",
            "exported=agentlightning.operation",
            "exported=agentlightning.annotation");
  }

  @Test
  void applicationInALoaderOfItsOwn_isServed() {
    String classPath =
        String.join(
            File.pathSeparator,
            Stream.concat(Stream.of(ClassPaths.apps()), Stream.of(ClassPaths.otelApi("1.49.0")))
                .toList());

    Run run = ChildJvm.in(folder).run("Launcher", classPath, "app.ApiOnly");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.spanNames()).contains("renamed", "parent", "root");
  }

  private Run ownSdk(String how, String... options) {
    return ChildJvm.in(folder)
        .options(options)
        .classPath(ClassPaths.fulguriteApi())
        .classPath(ClassPaths.otelSdk())
        .run("OwnSdk", how);
  }
}
