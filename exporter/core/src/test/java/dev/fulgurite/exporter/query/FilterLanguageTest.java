package dev.fulgurite.exporter.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterLanguageTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void filter_ofTheManual() {
    assertThat(parse("agent=planner and reward<0.5 and \"timed out\""))
        .isEqualTo(
            new SpanFilter.All(
                List.of(
                    field(SpanField.AGENT, Operator.EQUALS, "planner"),
                    field(SpanField.REWARD, Operator.LESS, 0.5),
                    new SpanFilter.Text("timed out"))));
  }

  @Test
  void and_bindsCloserThanOr_andMayBeLeftOut() {
    SpanFilter a = new SpanFilter.Text("a");
    SpanFilter b = new SpanFilter.Text("b");
    SpanFilter c = new SpanFilter.Text("c");
    SpanFilter both = new SpanFilter.All(List.of(a, b));

    assertThat(parse("a b or c")).isEqualTo(new SpanFilter.Any(List.of(both, c)));
    assertThat(parse("a AND b OR c")).isEqualTo(parse("a b or c"));
    assertThat(parse("a and (b or c)"))
        .isEqualTo(new SpanFilter.All(List.of(a, new SpanFilter.Any(List.of(b, c)))));
    assertThat(parse("not a b")).isEqualTo(new SpanFilter.All(List.of(new SpanFilter.Not(a), b)));
    assertThat(parse(" ")).isEqualTo(new SpanFilter.All(List.of()));
  }

  @Test
  void values_haveTheTypeOfTheirField() {
    assertThat(parse("duration>=1.5s"))
        .isEqualTo(field(SpanField.DURATION, Operator.AT_LEAST, 1_500_000_000L));
    assertThat(parse("start>2h"))
        .isEqualTo(
            field(
                SpanField.START,
                Operator.GREATER,
                Instant.parse("2026-11-21T10:00:00Z").getEpochSecond() * 1_000_000_000));
    assertThat(parse("start>'2026-11-21 09:00:10'").toString()).contains("value=17");
    assertThat(parse("Kind=LLM")).isEqualTo(field(SpanField.KIND, Operator.EQUALS, "llm"));
    assertThat(parse("status!=Error"))
        .isEqualTo(field(SpanField.STATUS, Operator.NOT_EQUALS, "error"));
    assertThat(parse("input_tokens in (1, 2)"))
        .isEqualTo(field(SpanField.INPUT_TOKENS, Operator.IN, List.of(1L, 2L)));
    assertThat(parse("session=42")).isEqualTo(field(SpanField.SESSION, Operator.EQUALS, "42"));
    assertThat(parse("model exists")).isEqualTo(field(SpanField.MODEL, Operator.EXISTS, ""));
    assertThat(parse("name='a \\'b\\' c'"))
        .isEqualTo(field(SpanField.NAME, Operator.EQUALS, "a 'b' c"));
  }

  @Test
  void ids_areFoundAsTheyArePrinted_byTheirFirstDigits_inEitherCase() {
    String whole = "628B49D9".repeat(4);
    SpanFilter first = field(SpanField.TRACE, Operator.PREFIX, "628b49d9");

    assertThat(parse("trace=628B49d9")).isEqualTo(first);
    assertThat(parse("trace!=628b49d9")).isEqualTo(new SpanFilter.Not(first));
    assertThat(parse("trace=" + whole))
        .isEqualTo(field(SpanField.TRACE, Operator.EQUALS, "628b49d9".repeat(4)));
    assertThat(parse("trace in (628b49d9, " + whole + ")"))
        .isEqualTo(new SpanFilter.Any(List.of(first, parse("trace=" + whole))));
    assertThat(parse("trace^=AB")).isEqualTo(field(SpanField.TRACE, Operator.PREFIX, "ab"));
    assertThat(parse("trace=''")).isEqualTo(field(SpanField.TRACE, Operator.EQUALS, ""));
    assertThat(parse("span in (00000000000000AB)"))
        .isEqualTo(field(SpanField.SPAN, Operator.IN, List.of("00000000000000ab")));
    assertThat(parse("parent=AB")).isEqualTo(field(SpanField.PARENT, Operator.PREFIX, "ab"));
    assertThat(parse("session=AB")).isEqualTo(field(SpanField.SESSION, Operator.EQUALS, "AB"));
  }

  @Test
  void attributes_areTheRest() {
    assertThat(parse("gen_ai.request.temperature>0.5"))
        .isEqualTo(attribute("gen_ai.request.temperature", Operator.GREATER, 0.5));
    assertThat(parse(".retries=3")).isEqualTo(attribute("retries", Operator.EQUALS, 3L));
    assertThat(parse("'odd key'^=x")).isEqualTo(attribute("odd key", Operator.PREFIX, "x"));
    assertThat(parse("a.b~3")).isEqualTo(attribute("a.b", Operator.CONTAINS, "3"));
    assertThat(parse("a.b='3'")).isEqualTo(attribute("a.b", Operator.EQUALS, "3"));
    assertThat(parse("a.b=true")).isEqualTo(attribute("a.b", Operator.EQUALS, true));
    assertThat(parse("a.b in (1, x)")).isEqualTo(attribute("a.b", Operator.IN, List.of(1L, "x")));
    assertThat(parse("not a.b exists"))
        .isEqualTo(new SpanFilter.Not(attribute("a.b", Operator.EXISTS, "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          agnet=x           | 0  | write .agnet for an attribute
          kind=llama        | 5  | 'llama' is no kind; there are span, message
          status=bad        | 7  | 'bad' is no status; there are unset, ok, error
          duration>5        | 9  | '5' is no duration; write 200ms
          duration>99999999999999h | 9 | longer than any span
          reward=much       | 7  | 'much' is no number
          input_tokens<1.5  | 13 | '1.5' is no whole number
          start>soon        | 6  | 'soon' is no time
          start>9999-01-01  | 6  | is no time
          duration~5        | 8  | duration is no text
          name=             | 5  | a value is missing
          name==x           | 4  | '==' is no operator: write =
          name!x            | 4  | '!' is no operator
          a and             | 5  | a condition is missing
          or a              | 0  | a condition is missing
          (a                | 2  | ')' is missing
          a)                | 1  | ')' does not belong here
          name in (a b)     | 11 | ',' or ')' is missing
          "open             | 0  | this quote is not closed
          """)
  void fault_isShownWhereItIs(String text, int position, String problem) {
    FilterSyntaxException thrown =
        catchThrowableOfType(FilterSyntaxException.class, () -> parse(text));

    assertThat(thrown).hasMessageContaining(problem);
    assertThat(thrown.position()).isEqualTo(position);
    assertThat(thrown.getMessage().lines().toList())
        .hasSize(3)
        .last()
        .isEqualTo("  " + " ".repeat(position) + "^");
  }

  /** Read as words to look for, each would find nothing, or anything, and look like an answer. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          agent in planner            | 6  | write agent in (a, b)
          agent is null               | 6  | write agent=value, or not agent exists
          agent is not null           | 6  | or not agent exists
          agent contains planner      | 6  | write agent~value
          NAME like x                 | 5  | write NAME~value
          reward between 0 and 1      | 7  | write reward>=a and reward<=b
          agent exist                 | 6  | write agent exists
          (kind=tool and agent exist) | 21 | write agent exists
          agent not in (a, b)         | 6  | write not agent in (a, b)
          agent not exists            | 6  | write not agent exists
          .retries in 3               | 9  | write .retries in (a, b)
          a.b is null                 | 4  | write a.b=value, or not a.b exists
          agent:planner               | 5  | write agent=value
          agent: planner              | 5  | write agent=value
          agent : planner             | 6  | write agent=value
          kind=llm && status=error    | 9  | write and
          agent=a&&b                  | 7  | write and
          a & b                       | 2  | write and
          name=~x                     | 4  | '=~' is no operator: write ~
          name<>x                     | 4  | '<>' is no operator: write !=
          reward=>1                   | 6  | '=>' is no operator: write >=
          !agent exists               | 0  | '!' is no operator: write not
          name=chat gpt-4o            | 10 | write name="chat gpt-4o", or name=chat and gpt-4o
          start>2026-11-22 07:43:10   | 17 | write start>"2026-11-22 07:43:10"
          a.b=two words               | 8  | write a.b="two words"
          """)
  void mannerOfAnotherLanguage_isRefused_withWhatToWrite(String text, int position, String remedy) {
    FilterSyntaxException thrown =
        catchThrowableOfType(FilterSyntaxException.class, () -> parse(text));

    assertThat(thrown).as(text).hasMessageContaining(remedy);
    assertThat(thrown.position()).isEqualTo(position);
  }

  @Test
  void bar_isRefused_withOr() {
    assertThatThrownBy(() -> parse("kind=llm || kind=tool")).hasMessageContaining("write or");
    assertThatThrownBy(() -> parse("kind=llm | kind=tool")).hasMessageContaining("write or");
    assertThatThrownBy(() -> parse("agent=a|agent=b"))
        .isInstanceOfSatisfying(
            FilterSyntaxException.class, e -> assertThat(e.position()).isEqualTo(7));
    assertThat(parse("'a|b'")).isEqualTo(new SpanFilter.Text("a|b"));
  }

  @Test
  void words_areStillLookedFor() {
    for (String words :
        List.of("agent", "agent planner", "tool not found", "R&D", "in", "a is b")) {
      assertThat(parse(words).toString()).contains("Text").doesNotContain("Field");
    }
    assertThat(parse("'agent' 'is' null").toString()).doesNotContain("Field");
    assertThat(parse("https://host:8080/x")).isEqualTo(new SpanFilter.Text("https://host:8080/x"));
    assertThat(parse("kind=tool and timeout")).isEqualTo(parse("kind=tool 'timeout'"));
    assertThat(parse("kind=tool not timeout")).isEqualTo(parse("kind=tool and not timeout"));
    assertThat(parse("agent exists planner")).isEqualTo(parse("agent exists and planner"));
  }

  @Test
  void deepNesting_isRefused() {
    FilterSyntaxException thrown =
        catchThrowableOfType(FilterSyntaxException.class, () -> parse("(".repeat(100_000) + "a"));

    assertThat(thrown).hasMessageContaining("deeper than 100");
    assertThatCode(() -> parse("(a) ".repeat(10_000))).doesNotThrowAnyException();
  }

  /** Whatever is typed: a filter or an error that shows where, nothing else. */
  @Test
  void anyText_isAFilter_orASyntaxError() {
    String[] pieces = {
      "agent", "=", "!=", "(", ")", "'", "and", "or", "not", "in", ",", "~", " ", "ü", "\\",
      "exists", "^", ".x"
    };
    Random random = new Random(7);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(8); j >= 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
      }
      try {
        parse(text.toString());
        read++;
      } catch (FilterSyntaxException e) {
        assertThat(e.position()).isBetween(0, text.length());
      }
    }
    assertThat(read).isBetween(1000, 19_000);
  }

  private static SpanFilter parse(String text) {
    return FilterLanguage.parse(text, NOW);
  }

  private static SpanFilter field(SpanField field, Operator operator, Object value) {
    return new SpanFilter.Field(field, operator, value);
  }

  private static SpanFilter attribute(String key, Operator operator, Object value) {
    return new SpanFilter.Attribute(new AttributePredicate(key, operator, value));
  }
}
