package dev.fulgurite.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanCursorTest {
  @Test
  void parse_givesBackTheCursor_whenItIsOurs() {
    SpanCursor cursor = new SpanCursor(-5, Long.MAX_VALUE);

    assertThat(SpanCursor.parse(cursor.toString())).isEqualTo(cursor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "5", "5:", ":5", "a:5", "5:5:5", "99999999999999999999:1"})
  void parse_refusesNamingTheText_whenItIsNot(String text) {
    assertThatThrownBy(() -> SpanCursor.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nextCursor")
        .hasMessageContaining("'" + text + "'");
  }
}
