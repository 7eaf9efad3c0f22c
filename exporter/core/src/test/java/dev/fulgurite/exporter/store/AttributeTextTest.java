package dev.fulgurite.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeTextTest {
  private static final Attributes ATTRIBUTES =
      Attributes.builder()
          .put("text", "as \"it\" is")
          .put("number", 7)
          .put(AttributeKey.stringArrayKey("list"), List.of("a", "b"))
          .put(
              AttributeKey.valueKey("nested"),
              Value.of(Value.of(KeyValue.of("k", Value.of("\"v\""))), Value.of(1.0)))
          .build();

  @Test
  void text_isAStringAsItIs_andTheJsonOfAnythingElse() {
    StoredSpan span = TestSpans.span(1, ATTRIBUTES);

    assertThat(span.text("text")).isEqualTo("as \"it\" is");
    assertThat(span.text("number")).isEqualTo("7");
    assertThat(span.text("list")).isEqualTo("[\"a\",\"b\"]");
    assertThat(span.text("nested")).isEqualTo("[{\"k\":\"\\\"v\\\"\"},1.0]");
    assertThat(span.text("other")).isNull();
  }

  @Test
  void of_isEmpty_whenItIsNestedDeeperThanJsonMayBe() {
    Value<?> deep = Value.of("bottom");
    for (int i = 0; i < 1_500; i++) {
      deep = Value.of(deep);
    }

    assertThat(AttributeText.of(deep)).isEmpty();
  }
}
