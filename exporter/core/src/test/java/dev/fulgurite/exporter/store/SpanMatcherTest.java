package dev.fulgurite.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanMatcherTest {
  private static final StoredSpan SPAN =
      TestSpans.span(
          1,
          Attributes.builder()
              .put("text", "Grüße aus Köln")
              .put("long", 5)
              .put("double", 0.5)
              .put("nan", Double.NaN)
              .put("flag", true)
              .put("words", "alpha", "beta")
              .put("numbers", 1, 7)
              .put(AttributeKey.stringArrayKey("none"), List.of())
              .build());

  @ParameterizedTest
  @CsvSource({
    "text, EQUALS, Grüße aus Köln, true",
    "text, EQUALS, Grüße, false",
    "text, CONTAINS, aus, true",
    "text, CONTAINS, AUS, false",
    "text, PREFIX, Grü, true",
    "text, LESS, H, true",
    "text, GREATER, H, false",
    "text, NOT_EQUALS, x, true",
    "long, EQUALS, 5, true",
    "long, EQUALS, 5.0, true",
    "long, LESS, 10, true",
    "long, GREATER, 4.5, true",
    "long, CONTAINS, 5, false",
    "long, EQUALS, five, false",
    "double, GREATER, 0.25, true",
    "double, LESS, 0.25, false",
    "nan, EQUALS, NaN, false",
    "nan, NOT_EQUALS, NaN, true",
    "nan, EXISTS, x, true",
    "flag, EQUALS, true, true",
    "flag, EQUALS, false, false",
    "words, EQUALS, beta, true",
    "words, NOT_EQUALS, beta, false",
    "words, NOT_EQUALS, gamma, true",
    "words, PREFIX, al, true",
    "numbers, GREATER, 6, true",
    "none, EXISTS, x, true",
    "none, NOT_EQUALS, x, true",
    "none, EQUALS, x, false",
    "absent, EXISTS, x, false",
    "absent, EQUALS, x, false",
    "absent, NOT_EQUALS, x, true",
  })
  void matches_comparesAttributes(String key, Operator operator, String value, boolean expected) {
    SpanQuery query =
        SpanQuery.builder().addAttribute(new AttributePredicate(key, operator, value)).build();

    assertThat(SpanMatcher.of(query).matches(SPAN)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"kÖLN, true", "SPAN 1, true", "BET, true", "köln!, false", "5, false"})
  void matches_findsText_inNameAndStrings(String text, boolean expected) {
    SpanQuery query = SpanQuery.builder().setText(text).build();

    assertThat(SpanMatcher.of(query).matches(SPAN)).isEqualTo(expected);
  }
}
