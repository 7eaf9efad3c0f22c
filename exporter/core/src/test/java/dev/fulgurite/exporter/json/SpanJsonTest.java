package dev.fulgurite.exporter.json;

import static dev.fulgurite.exporter.TestSpans.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanJsonTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String OTHER = "1af7651916cd43dd8448eb211c80319c";
  private static final long START = 1_763_689_382_123_456_789L;

  private static final StoredSpan FULL =
      new StoredSpan(
          TRACE,
          "b7ad6b7169203331",
          "00f067aa0ba902b7",
          true,
          "a=1,b=2",
          "chat gpt-4o-mini",
          SpanKind.CLIENT,
          START,
          START + 1,
          StatusCode.ERROR,
          "boom",
          Attributes.builder()
              .put("agentlightning.rollout_id", "ro-1")
              .put("agentlightning.attempt_id", "at-1")
              .put("agentlightning.span_sequence_id", 7L)
              .put("text", "a \"quote\", a\nline, \u0000, ü, 🌩")
              .put("whole", Long.MAX_VALUE)
              .put("fraction", 1.0)
              .put("tiny", Double.MIN_VALUE)
              .put("truth", true)
              .put("texts", "x", "y")
              .put("wholes", 1L, 2L)
              .put("fractions", 1.0, 2.5)
              .put("truths", true, false)
              .put(AttributeKey.stringArrayKey("texts or null"), Arrays.asList("x", null))
              .put(AttributeKey.longArrayKey("wholes or null"), Arrays.asList(null, 2L))
              .put(AttributeKey.doubleArrayKey("fractions or null"), Arrays.asList(1.0, null))
              .put(AttributeKey.booleanArrayKey("truths or null"), Arrays.asList(null, true))
              .put(AttributeKey.stringArrayKey("only null"), Arrays.asList((String) null))
              .put("nested", Value.of(KeyValue.of("k", Value.of(List.of(Value.of(1L))))))
              .build(),
          List.of(new StoredSpan.Event("e", START, Attributes.builder().put("k", 1L).build())),
          List.of(
              new StoredSpan.Link(
                  OTHER, "c7ad6b7169203331", "v=w", Attributes.builder().put("k", "v").build())),
          Attributes.builder().put("service.name", "math").build(),
          "https://opentelemetry.io/schemas/1.41.0",
          "dev.fulgurite",
          "0.1.0");

  private static final StoredSpan BARE =
      new StoredSpan(
          TRACE,
          "b7ad6b7169203331",
          null,
          false,
          "",
          "bare",
          SpanKind.INTERNAL,
          START,
          START,
          StatusCode.UNSET,
          "",
          Attributes.empty(),
          List.of(),
          List.of(),
          Attributes.empty(),
          null,
          "",
          null);

  @Test
  void write_hasEveryKeyOfTheContract_inOrder() throws Exception {
    JsonNode json = new ObjectMapper().readTree(SpanJson.write(BARE));

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "rollout_id",
            "attempt_id",
            "sequence_id",
            "trace_id",
            "span_id",
            "parent_id",
            "name",
            "kind",
            "status",
            "attributes",
            "events",
            "links",
            "start_time",
            "end_time",
            "context",
            "parent",
            "resource",
            "scope");
  }

  @Test
  void write_nullsWhatIsNullable_andEmptiesTheScope_withoutARollout() {
    assertThat(SpanJson.write(BARE))
        .startsWith("{\"rollout_id\":\"\",\"attempt_id\":\"\",\"sequence_id\":0,")
        .contains("\"parent_id\":null", "\"description\":null", "\"parent\":null")
        .contains("\"resource\":{\"attributes\":{},\"schema_url\":\"\"}")
        .contains("\"scope\":{\"name\":\"\",\"version\":null}");
  }

  @Test
  void write_givesSecondsWithFullPrecision() {
    assertThat(SpanJson.write(FULL))
        .contains("\"start_time\":1763689382.123456789,\"end_time\":1763689382.12345679,");
  }

  @Test
  void write_isOneLine() {
    assertThat(SpanJson.write(FULL)).doesNotContain("\n", "\r");
  }

  @Test
  void write_showsHalfASurrogatePairInAKey_asAQuestionMark() {
    StoredSpan odd = span(1).with("k\ud800 🍎", "v\ud800").build();

    assertThat(SpanJson.read(SpanJson.write(odd)))
        .isEqualTo(span(1).with("k? 🍎", "v\ud800").build());
  }

  @Test
  void write_givesContextsAsObjects() throws Exception {
    JsonNode json = new ObjectMapper().readTree(SpanJson.write(FULL));

    assertThat(json.at("/context/trace_state/b").asText()).isEqualTo("2");
    assertThat(json.at("/parent/span_id").asText()).isEqualTo("00f067aa0ba902b7");
    assertThat(json.at("/parent/is_remote").asBoolean()).isTrue();
    assertThat(json.at("/links/0/context/trace_id").asText()).isEqualTo(OTHER);
  }

  @Test
  void roundTrip_losesNothing() {
    assertThat(SpanJson.read(SpanJson.write(FULL))).isEqualTo(FULL);
    assertThat(SpanJson.read(SpanJson.write(BARE))).isEqualTo(BARE);
  }

  @Test
  void read_takesTheRolloutFromTheTopLevel_whenTheAttributesLackIt() {
    StoredSpan span =
        SpanJson.read(
            """
            {"rollout_id":"ro","attempt_id":"at","sequence_id":3,"trace_id":"%s",\
            "span_id":"b7ad6b7169203331","name":"n","start_time":12.5,"unknown":{"x":[1]}}"""
                .formatted(TRACE));

    assertThat(span.string("agentlightning.rollout_id")).isEqualTo("ro");
    assertThat(span.string("agentlightning.attempt_id")).isEqualTo("at");
    assertThat(span.number("agentlightning.span_sequence_id")).isEqualTo(3);
    assertThat(span.startEpochNanos()).isEqualTo(12_500_000_000L);
    assertThat(span.endEpochNanos()).isEqualTo(12_500_000_000L);
  }

  @Test
  void readLines_skipsBlankLines_andCountsThem() throws Exception {
    String good = SpanJson.write(BARE);
    List<StoredSpan> read = new ArrayList<>();

    SpanJson.readLines(new StringReader(good + "\n\n" + good), read::add);

    assertThat(read).containsExactly(BARE, BARE);
    assertThatThrownBy(
            () -> SpanJson.readLines(new StringReader(good + "\n\n{\"trace_id\":1}"), read::add))
        .isInstanceOf(SpanJsonException.class)
        .hasMessage("line 3: trace_id: expected a string, found a number");
  }

  @Test
  void read_namesTheField() {
    assertRefused("\"attributes\":{\"a.b\":1e}", "attributes.a.b: ");
    assertRefused("\"status\":{\"status_code\":\"FINE\"}", "status.status_code: expected one of");
    assertRefused("\"events\":[{\"name\":\"e\"},{\"name\":5}]", "events.1.name: expected a string");
    assertRefused("\"start_time\":\"now\"", "start_time: expected seconds");
    assertRefused("\"start_time\":1e400", "start_time: expected seconds");
    assertRefused("\"span_id\":\"xyz\"", "span_id: expected 16 lower-case hexadecimal digits");
    assertRefused("\"links\":{}", "links: expected a list, found an object");
    assertRefused("\"attributes\":{\"n\":99999999999999999999}", "attributes.n: ");
    assertRefused("\"name\":null", "name: expected a string, found null");
  }

  @Test
  void read_takesANullAttribute_forAnEmptyValue() {
    StoredSpan span =
        span(1).with(AttributeKey.valueKey("nothing"), Value.empty()).with("k", "v").build();

    assertThat(SpanJson.read(SpanJson.write(span))).isEqualTo(span);
  }

  @Test
  void read_namesTheMissingField() {
    assertThatThrownBy(() -> SpanJson.read("{\"trace_id\":\"" + TRACE + "\"}"))
        .hasMessage("line 1: start_time: is missing");
  }

  @Test
  void read_refusesWhatIsNoObject() {
    for (String line : List.of("[]", "7", "nonsense", "{\"name\":\"n\"", "null", "{} {}")) {
      assertThatThrownBy(() -> SpanJson.read(line))
          .as(line)
          .isInstanceOf(SpanJsonException.class)
          .hasMessageStartingWith("line 1: ");
    }
  }

  @Test
  void read_takesABodyOfThirtyMegabytes() {
    String body = "x".repeat(30_000_000);
    String line = SpanJson.write(BARE).replace("\"attributes\":{}", body(body));

    assertThat(SpanJson.read(line).string("body")).hasSize(body.length());
  }

  private static String body(String text) {
    return "\"attributes\":{\"body\":\"" + text + "\"}";
  }

  private static void assertRefused(String field, String reason) {
    assertThatThrownBy(() -> SpanJson.read("{" + field + "}"))
        .isInstanceOf(SpanJsonException.class)
        .hasMessageStartingWith("line 1: " + reason);
  }
}
