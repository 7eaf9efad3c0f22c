package dev.fulgurite.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A text is in another where {@link String#regionMatches} says so at some place. */
class TextMatcherTest {
  private static final String CASES =
      "aAkK\u212A\u0130\u0131iIsS\u017F\u00DF\u00B5\u03BC\u03C3\u03C2";

  @Test
  void matches_whatRegionMatchesSays_forEachCharacter() {
    for (int i = 0; i <= Character.MAX_VALUE; i++) {
      char c = (char) i;
      char upper = Character.toUpperCase(c);
      String around = "<" + c + ">";
      assertThat(matches(around, "" + upper)).isEqualTo(naive(around, "" + upper));
      assertThat(matches("<" + upper + ">", "" + c)).isEqualTo(naive("<" + upper + ">", "" + c));
      assertThat(matches(around, "" + Character.toLowerCase(upper))).isTrue();
    }
  }

  @Test
  void nothing_isInEveryText() {
    assertThat(matches("abc", "")).isTrue();
    assertThat(matches("", "")).isTrue();
  }

  @Test
  void matches_whatRegionMatchesSays_forRandomTexts() {
    Random random = new Random(7);
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = text(random, 12);
      String wanted = text(random, 3);
      boolean expected = naive(text, wanted);
      assertThat(matches(text, wanted)).as("'%s' in '%s'", wanted, text).isEqualTo(expected);
      found += expected ? 1 : 0;
    }
    assertThat(found).isBetween(2_000, 10_000);
  }

  /** Surrogates stand alone at times. */
  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(length); i >= 0; i--) {
      switch (random.nextInt(8)) {
        case 0 -> text.appendCodePoint(0x10400 + random.nextInt(2) * 40); // DESERET has two cases
        case 1 -> text.append((char) (0xD801 + random.nextInt(2) * 0x400));
        default -> text.append(CASES.charAt(random.nextInt(CASES.length())));
      }
    }
    return text.toString();
  }

  private static boolean matches(String text, String wanted) {
    AttributeKey<String> key = AttributeKey.stringKey("text");
    return new TextMatcher(wanted).matches(TestSpans.span(1, Attributes.of(key, text)));
  }

  private static boolean naive(String text, String wanted) {
    return isIn(text, wanted) || isIn(TestSpans.span(1, Attributes.empty()).name(), wanted);
  }

  private static boolean isIn(String text, String wanted) {
    for (int i = 0; i + wanted.length() <= text.length(); i++) {
      if (text.regionMatches(true, i, wanted, 0, wanted.length())) {
        return true;
      }
    }
    return false;
  }
}
