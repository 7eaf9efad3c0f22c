package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpanTreeTextTest {
  private final List<StoredSpan> spans =
      List.of(
          span("c", "b", "inner", 4, StatusCode.ERROR),
          span("b", "a", "zwei", 2, StatusCode.UNSET),
          span("d", "a", "eins", 3, StatusCode.UNSET),
          span("a", null, "outer", 1, StatusCode.OK),
          span("e", "elsewhere", "orphan", 5, StatusCode.UNSET));

  @Test
  void tree_isInTheOrderOfStart_withStatusWhereSet() {
    assertThat(SpanTreeText.of(spans))
        .hasToString(
            """
            outer CLIENT OK
              zwei CLIENT
                inner CLIENT ERROR
              eins CLIENT
            orphan CLIENT (its parent is not here)
            """);
  }

  @Test
  void attributes_areShownWhenAskedFor() {
    assertThat(SpanTreeText.of(spans.subList(3, 4)).showing("no", "n").toString())
        .isEqualTo("outer CLIENT OK n=1\n");
  }

  @Test
  void unordered_sortsSiblingsByText() {
    assertThat(SpanTreeText.of(spans.subList(1, 4)).unordered())
        .hasToString(
            """
            outer CLIENT OK
              eins CLIENT
              zwei CLIENT
            """);
  }

  private static StoredSpan span(
      String id, @Nullable String parent, String name, long start, StatusCode status) {
    Attributes attributes = Attributes.of(AttributeKey.longKey("n"), start);
    return new StoredSpan(
        "trace",
        id,
        parent,
        false,
        "",
        name,
        SpanKind.CLIENT,
        start,
        start,
        status,
        "",
        attributes,
        List.of(),
        List.of(),
        Attributes.empty(),
        null,
        "scope",
        null);
  }
}
