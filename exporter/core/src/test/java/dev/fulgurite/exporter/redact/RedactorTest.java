package dev.fulgurite.exporter.redact;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pay with 4111111111111111 now | pay with [redacted:card] now",
        "4111 1111 1111 1111 | [redacted:card]",
        "4111-1111-1111-1111, 08/27 | [redacted:card], 08/27",
        "4111 1111 1111 1111 2027 | [redacted:card] 2027",
        "12 4111 1111 1111 1111 | 12 [redacted:card]",
        "amex 3782 822463 10005 | amex [redacted:card]",
        "378282246310005 | [redacted:card]",
        "5555555555554444 | [redacted:card]",
        "6011111111111117 | [redacted:card]",
        "ask ann.lee+x@mail.example.com. | ask [redacted:email].",
        "<bob@example.org> | <[redacted:email]>",
        "a@b.io,c@d.io | [redacted:email],[redacted:email]",
        "key sk-proj-abcDEF0123456789abcdef | key [redacted:api-key]",
        "AKIAIOSFODNN7EXAMPLE | [redacted:api-key]",
        "ghp_0123456789abcdefghijABCDEFGHIJ012345 | [redacted:api-key]",
        "xoxb-123456789012-abcdef | [redacted:api-key]",
        "AIzaSyA0123456789abcdefghijABCDEFGHIJ01 | [redacted:api-key]",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_123 | [redacted:token]",
        "Authorization: Bearer abc.def-123 | Authorization: Bearer [redacted:token]",
        "authorization: Basic dXNlcjpwYXNz | authorization: Basic [redacted:token]",
        "send bearer 0123456789abcdef01 | send bearer [redacted:token]",
        "OPENAI_API_KEY=0123456789 | OPENAI_API_KEY=[redacted:secret]",
        "api_key = 'x y' | api_key = '[redacted:secret]'",
        "x-api-key: 0123456789, next | x-api-key: [redacted:secret], next",
        "?api_key=0123456789&x=1 | ?api_key=[redacted:secret]&x=1",
      })
  @Tag("seed:001.redaction")
  void builtin_replaces_whatIsSecret(String text, String expected) {
    assertThat(redact(Redactor.builtin(), text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "4111 1111 1111 1112",
        "1234567890123456",
        "0.4111111111111111",
        "4111111111111111.5",
        "1763690401784000000",
        "x4111111111111111",
        "4111111111111111abcd",
        "41111111111111114111111111111111",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "She sold 48/2 = <<48/2=24>>24 clips, 48+24 = 72 in all, at 2.50 each. #### 72",
        "lodash@4.17.21",
        "com.example.Thing@1b2c3d",
        "@Override foo @ bar",
        "the bearer of the token",
        "bearer responsibilities-and-duties",
        "a sk-loading-spinner-container",
        "gen_ai.usage.input_tokens",
        "the api key: none",
        "\"api_key\": null, \"password\": 12345678",
        "the password: swordfish99",
        "task-0123456789abcdef0123",
      })
  void builtin_keeps_whatOnlyLooksLikeIt(String text) {
    assertThat(redact(Redactor.builtin(), text)).isEqualTo(text);
  }

  @Test
  void builtin_keepsJsonValid_alsoWithinJson() throws Exception {
    Map<String, Object> inner =
        Map.of(
            "card", 4111111111111111L,
            "api_key", "zzz-secret-1",
            "client_secret", "with \"quotes\" and \\",
            "note", "line\nann@example.com\n4111111111111111\nsk-abcdefgh0123456789");
    String arguments = JSON.writeValueAsString(inner);
    String text =
        JSON.writeValueAsString(
            Map.of(
                "arguments",
                arguments,
                "number",
                4111111111111111L,
                "numbers",
                List.of(1, 4111111111111111L),
                "password",
                "with \"quotes\" and \\",
                "openai-api-key",
                "short",
                "plain",
                "é 1.5"));

    JsonNode outer = JSON.readTree(redact(Redactor.builtin(), text));
    JsonNode nested = JSON.readTree(outer.get("arguments").textValue());
    assertThat(outer.get("number").textValue()).isEqualTo("[redacted:card]");
    assertThat(outer.get("numbers").get(1).textValue()).isEqualTo("[redacted:card]");
    assertThat(outer.get("password").textValue()).isEqualTo("[redacted:secret]");
    assertThat(outer.get("openai-api-key").textValue()).isEqualTo("[redacted:secret]");
    assertThat(outer.get("plain").textValue()).isEqualTo("é 1.5");
    assertThat(nested.get("card").textValue()).isEqualTo("[redacted:card]");
    assertThat(nested.get("api_key").textValue()).isEqualTo("[redacted:secret]");
    assertThat(nested.get("client_secret").textValue()).isEqualTo("[redacted:secret]");
    assertThat(nested.get("note").textValue())
        .isEqualTo("line\n[redacted:email]\n[redacted:card]\n[redacted:api-key]");
  }

  @Test
  void builtin_isLinear_whenATextIsOneLongWord() {
    String word = "a".repeat(2_000_000);

    assertThat(redact(Redactor.builtin(), word + "@" + word)).hasSize(4_000_001);
    assertThat(redact(Redactor.builtin(), "eyJ".repeat(500_000))).hasSize(1_500_000);
    assertThat(redact(Redactor.builtin(), "4".repeat(2_000_000))).hasSize(2_000_000);
    assertThat(redact(Redactor.builtin(), "\"api_key\":\"" + "\\n".repeat(100_000) + "\""))
        .isEqualTo("\"api_key\":\"[redacted:secret]\"");
  }

  @Test
  void redact_coversNumbersListsEventsAndStatus() {
    SpanData span =
        TestSpanData.builder()
            .setName("mail a@b.io")
            .setLinks(
                List.of(
                    LinkData.create(
                        SpanContext.getInvalid(), Attributes.of(stringKey("k"), "a@b.io"))))
            .setKind(SpanKind.INTERNAL)
            .setStartEpochNanos(1)
            .setEndEpochNanos(2)
            .setHasEnded(true)
            .setStatus(StatusData.create(io.opentelemetry.api.trace.StatusCode.ERROR, "a@b.io"))
            .setAttributes(
                Attributes.of(
                    longKey("card"),
                    4111111111111111L,
                    stringArrayKey("list"),
                    List.of("a@b.io", "fine"),
                    stringArrayKey("http.request.header.authorization"),
                    List.of("x", "y"),
                    stringKey("agentlightning.operation.input.api_key"),
                    "abc"))
            .setEvents(List.of(EventData.create(1, "e", Attributes.of(stringKey("k"), "a@b.io"))))
            .build();

    SpanData redacted = Redactor.builtin().redact(span);

    assertThat(redacted.getAttributes())
        .isEqualTo(
            Attributes.of(
                stringKey("card"),
                "[redacted:card]",
                stringArrayKey("list"),
                List.of("[redacted:email]", "fine"),
                stringArrayKey("http.request.header.authorization"),
                List.of("[redacted:secret]"),
                stringKey("agentlightning.operation.input.api_key"),
                "[redacted:secret]"));
    assertThat(redacted.getStatus().getDescription()).isEqualTo("[redacted:email]");
    assertThat(redacted.getName()).isEqualTo("mail [redacted:email]");
    assertThat(redacted.getLinks().get(0).getAttributes())
        .isEqualTo(Attributes.of(stringKey("k"), "[redacted:email]"));
    assertThat(redacted.getEvents().get(0).getAttributes())
        .isEqualTo(Attributes.of(stringKey("k"), "[redacted:email]"));
  }

  @Test
  void redact_leavesNullsInLists() {
    Attributes attributes =
        Attributes.of(stringArrayKey("list"), Arrays.asList("a@b.io", null, "fine"));

    assertThat(Redactor.builtin().redact(span(attributes)).getAttributes())
        .isEqualTo(
            Attributes.of(stringArrayKey("list"), Arrays.asList("[redacted:email]", null, "fine")));
  }

  @Test
  void redact_returnsTheSpanItself_whenThereIsNothingToDo() {
    SpanData span = span(Attributes.of(stringKey("k"), "fine", longKey("n"), 7L));

    assertThat(Redactor.builtin().redact(span)).isSameAs(span);
    assertThat(Redactor.none().redact(span)).isSameAs(span);
  }

  @Test
  void redact_keepsIdentifiersApart() {
    Redactor redactor = Redactor.builtin();
    String ann = redact(redactor, "session.id", "ann@example.com");
    String bob = redact(redactor, "session.id", "bob@example.com");

    assertThat(ann).startsWith("[redacted:email]#").isNotEqualTo(bob);
    assertThat(redact(redactor, "session.id", "ann@example.com")).isEqualTo(ann);
    assertThat(redact(redactor, "session.id", "s-1")).isEqualTo("s-1");
  }

  @Test
  void keys_matchExactlyOrByStar_ignoringCase() {
    Redactor redactor = Redactor.builder().addKey("*.ssn").addKey("user.pin").build();

    assertThat(redact(redactor, "user.SSN", "1")).isEqualTo("[redacted:key]");
    assertThat(redact(redactor, "user.pin", "1")).isEqualTo("[redacted:key]");
    assertThat(redact(redactor, "user.pint", "1")).isEqualTo("1");
    assertThat(redact(redactor, "ssn", "1")).isEqualTo("1");
  }

  @Test
  void patterns_replaceWhatTheyMatch_withoutTheBuiltinOnes() {
    Redactor redactor =
        Redactor.builder().setBuiltin(false).addPattern(Pattern.compile("P-\\d+")).build();

    assertThat(redact(redactor, "P-12 of a@b.io")).isEqualTo("[redacted:pattern] of a@b.io");
  }

  @Test
  void callback_hasTheLastWord_andNothingPassesWhenItThrows() {
    Redactor removing = Redactor.builder().setCallback((key, value) -> null).build();
    Redactor broken =
        Redactor.builder()
            .setCallback(
                (key, value) -> {
                  throw new StackOverflowError(value);
                })
            .build();
    Redactor upper = Redactor.builder().setCallback((key, value) -> key + value).build();

    assertThat(redact(removing, "text")).isNull();
    assertThat(redact(broken, "text")).isEqualTo("[redacted:error]");
    assertThat(redact(upper, "a@b.io")).isEqualTo("k[redacted:email]");
  }

  @Test
  void toString_showsWhatIsRedacted() {
    assertThat(Redactor.builder().addKey("k").build())
        .hasToString("Redactor{builtin=true, keys=[k], patterns=[], callback=false}");
  }

  private static String redact(Redactor redactor, String text) {
    return redact(redactor, "k", text);
  }

  private static String redact(Redactor redactor, String key, String text) {
    SpanData span = span(Attributes.of(stringKey(key), text));
    return redactor.redact(span).getAttributes().get(stringKey(key));
  }

  private static SpanData span(Attributes attributes) {
    return TestSpanData.builder()
        .setName("s")
        .setKind(SpanKind.INTERNAL)
        .setStatus(StatusData.unset())
        .setStartEpochNanos(1)
        .setEndEpochNanos(2)
        .setHasEnded(true)
        .setAttributes(attributes)
        .build();
  }
}
