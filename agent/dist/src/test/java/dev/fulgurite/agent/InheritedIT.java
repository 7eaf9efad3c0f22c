package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Annotations on supertypes and on the application's own annotations. */
class InheritedIT {
  @TempDir Path folder;

  static Stream<Path> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void eachCall_isOneSpan_whereverTheAnnotationStands(Path jdk) {
    Run run =
        ChildJvm.in(folder)
            .on(jdk)
            .classPath(ClassPaths.fulguriteApi())
            .classPath(ClassPaths.otelApi(ClassPaths.NEWEST))
            .run("Inherited");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.out()).containsExactly("ran x", "1.0", "in time", "0.75");
    assertThat(run.err()).hasSize(2);
    List<StoredSpan> spans = run.spans();
    assertThat(spans)
        .filteredOn(span -> span.name().equals("agentlightning.operation"))
        .extracting(
            span -> text(span, "agentlightning.operation.name"),
            span -> text(span, "agentlightning.operation.output"))
        .containsExactlyInAnyOrder(
            tuple("step", "ran x"), tuple("later", "in time"), tuple("stream", null));
    assertThat(spans)
        .filteredOn(span -> span.name().equals("agentlightning.annotation"))
        .extracting(
            span -> text(span, "agentlightning.reward.0.name"),
            span -> span.attributes().get(AttributeKey.doubleKey("agentlightning.reward.0.value")))
        .containsExactlyInAnyOrder(tuple("base", 1.0), tuple("judged", 0.75));
    assertThat(spans).hasSize(6);
  }

  private static @Nullable String text(StoredSpan span, String key) {
    return span.attributes().get(AttributeKey.stringKey(key));
  }
}
