package dev.fulgurite.exporter.redact;

import static io.opentelemetry.api.common.AttributeKey.longArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.api.common.AttributeKey.valueKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets where one would not look first, or not as they are written. */
class HiddenSecretTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Redactor REDACTOR =
      Redactor.builder().addPattern(Pattern.compile("zebra\"?7713")).build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a zebr\\u00617713",
        "{\"a\":\"zebra\\\"7713\"}",
        "{\"a\":\"\\u007aebra7713\",\"b\":\"\\ud83d\\ude00\\n\"}",
        "{\"a\":\"{\\\"b\\\":\\\"zebra\\\\\\\"7713\\\"}\"}",
        "{\"a\":\"{\\\"b\\\":\\\"zebr\\\\u00617713\\\"}\"}",
        "say {\"a\":\"zebr\\\\u00617713\"}",
        "ann\\u0040example.com",
        "{\"url\":\"?api_key\\u003d0123456789\\u0026x\"}",
        "sk\\u002dproj-abcDEF0123456789abcdef"
      })
  void escapes_hideNothing(String text) throws Exception {
    String kept = text(Attributes.of(stringKey("key"), text));

    assertThat(kept).contains("[redacted:").doesNotContain("7713", "example", "0123456789");
    if (text.startsWith("{")) {
      JsonNode node = JSON.readTree(kept);
      assertThat(node.path("b").asText("")).isIn("", "\uD83D\uDE00\n");
      String inner = node.path("a").asText("");
      assertThat(inner.startsWith("{") ? JSON.readTree(inner).path("b").asText() : inner)
          .isIn("", "[redacted:pattern]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"caf\\u00e9 \\\"x\\\"\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00",
        "C:\\users\\u1",
        "{\""
      })
  void texts_stayAsTheyAre_whenTheirEscapesHideNothing(String text) {
    assertThat(text(Attributes.of(stringKey("key"), text))).isEqualTo(text);
  }

  @Test
  void escapes_areReadInLinearTime() {
    String strings = "\"x\",".repeat(500_000);

    assertThat(text(Attributes.of(stringKey("key"), "[" + strings + "\"\\n\"]")))
        .hasSize(strings.length() + 6);
  }

  @Test
  void trees_areRedactedAtAnyDepth() {
    Value<?> tree =
        Value.of(
            Map.of(
                "list",
                Value.of(List.of(Value.of("a zebra7713"), Value.of(4111111111111111L))),
                "bytes",
                Value.of("zebra7713".getBytes(StandardCharsets.UTF_8)),
                "api_key",
                Value.of(true),
                "zebra7713",
                Value.of(1)));

    String kept = redacted(Attributes.of(valueKey("tree"), tree)).get(valueKey("tree")).asString();

    assertThat(kept)
        .contains("a [redacted:pattern]", "[redacted:card]", "\"api_key\":\"[redacted:secret]\"")
        .contains("\"[redacted:pattern]\":1", "\"bytes\":\"[redacted:pattern]\"")
        .doesNotContain("7713");
  }

  @Test
  void trees_stay_whereThereIsNothingToRedact() {
    Value<?> tree =
        Value.of(
            KeyValue.of("a", Value.of(List.of(Value.of("x"), Value.of(1.5), Value.empty()))),
            KeyValue.of("b", Value.of(new byte[] {-1})));
    SpanData span = span(Attributes.of(valueKey("tree"), tree)).build();

    assertThat(REDACTOR.redact(span)).isSameAs(span);
  }

  @Test
  void keys_areRedactedToo_alsoTheLongOnes() {
    String longKey = "x".repeat(100);
    Attributes kept =
        redacted(Attributes.of(stringKey("in.zebra7713"), "x", stringKey(longKey), "y"));

    assertThat(kept)
        .isEqualTo(Attributes.of(stringKey("in.[redacted:pattern]"), "x", stringKey(longKey), "y"));
  }

  @Test
  void namesOfEvents_andNumbersInLists_areRedacted() {
    Attributes numbers = Attributes.of(longArrayKey("n"), List.of(1L, 4111111111111111L));
    SpanData kept =
        REDACTOR.redact(
            span(numbers)
                .setEvents(List.of(EventData.create(1, "got zebra7713", Attributes.empty())))
                .build());

    assertThat(kept.getEvents().get(0).getName()).isEqualTo("got [redacted:pattern]");
    assertThat(kept.getAttributes()).isEqualTo(Attributes.of(stringKey("n"), "[redacted:card]"));
  }

  private static String text(Attributes attributes) {
    return redacted(attributes).get(stringKey("key"));
  }

  private static Attributes redacted(Attributes attributes) {
    return REDACTOR.redact(span(attributes).build()).getAttributes();
  }

  private static TestSpanData.Builder span(Attributes attributes) {
    return TestSpanData.builder()
        .setName("span")
        .setKind(SpanKind.INTERNAL)
        .setStartEpochNanos(1)
        .setEndEpochNanos(2)
        .setHasEnded(true)
        .setStatus(StatusData.unset())
        .setAttributes(attributes);
  }
}
