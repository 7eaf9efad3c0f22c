package dev.fulgurite.exporter.store.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "ü 数学 🍎", "\uffff\u2028", "0000"})
  void escape_leavesAlone_whatUtf8Holds(String text) {
    assertThat(EscapedText.escape(text)).isSameAs(text);
  }

  @Test
  void escape_writesOutWhatPostgresqlCannotHold() {
    assertThat(EscapedText.escape("a\u0000b")).isEqualTo("a\u001a0000b");
    assertThat(EscapedText.escape("\ud83c")).isEqualTo("\u001ad83c");
    assertThat(EscapedText.escape("\udf4e\ud83c\udf4e")).isEqualTo("\u001adf4e🍎");
    assertThat(EscapedText.escape("\u001a0000")).isEqualTo("\u001a001a0000");
  }

  @Test
  void unescape_isTheInverse_ofAnyText() {
    Random random = new Random(5);
    char[] odd = {0, '\u001a', 'a', '0', '\ud83c', '\udf4e', '\uffff', 'd'};
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(odd[random.nextInt(odd.length)]);
      }
      String escaped = EscapedText.escape(text.toString());

      assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(escaped)).isTrue();
      assertThat(escaped).doesNotContain("\u0000");
      assertThat(EscapedText.unescape(escaped)).isEqualTo(text.toString());
    }
  }
}
