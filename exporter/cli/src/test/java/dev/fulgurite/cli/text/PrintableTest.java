package dev.fulgurite.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void line_makesControlCharactersVisible() {
    assertThat(Printable.line("a\u001b[31mb\u0007\u0000")).isEqualTo("a␛[31mb␇␀");
    assertThat(Printable.line("\u009b1m\u007f\u202ex\u2066"))
        .isEqualTo("\ufffd1m\ufffd\ufffdx\ufffd");
  }

  @Test
  void line_isOneLine() {
    assertThat(Printable.line(" a\r\n\tb\u2028  c ")).isEqualTo("a b c");
  }

  @Test
  void line_cutsAndShowsIt_betweenCharacters() {
    assertThat(Printable.line("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Printable.line("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(Printable.line("ab🌩cd", 4)).isEqualTo("ab…");
    assertThat(Printable.line("x".repeat(10_000_000), 5)).isEqualTo("xxxx…");
    assertThat(Printable.line(" ".repeat(1000) + "x", 5)).endsWith("…");
    assertThat(Printable.line("abcdefg", 0)).isEqualTo("abcdefg");
  }

  @Test
  void json_staysTheSameJson() {
    assertThat(Printable.json("{\"a\":\"ü🌩\"}")).isEqualTo("{\"a\":\"ü🌩\"}");
    assertThat(Printable.json("\"\u009b\u202e\u007f\"")).isEqualTo("\"\\u009b\\u202e\\u007f\"");
  }
}
