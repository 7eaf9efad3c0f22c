package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void instant_countsBack() {
    assertThat(Since.instant("90s", NOW)).isEqualTo("2026-11-21T11:58:30Z");
    assertThat(Since.instant("30m", NOW)).isEqualTo("2026-11-21T11:30:00Z");
    assertThat(Since.instant("2h", NOW)).isEqualTo("2026-11-21T10:00:00Z");
    assertThat(Since.instant("7d", NOW)).isEqualTo("2026-11-14T12:00:00Z");
  }

  @Test
  void instant_takesAnInstant() {
    assertThat(Since.instant("2026-11-21T09:00:00Z", NOW)).isEqualTo("2026-11-21T09:00:00Z");
  }

  @Test
  void instant_namesTheValueAndTheForms() {
    for (String text : List.of("soon", "2x", "2026-13-01", "99999999999d", "")) {
      assertThatThrownBy(() -> Since.instant(text, NOW))
          .as(text)
          .hasMessageContaining("'" + text + "'")
          .hasMessageContaining("2h");
    }
  }
}
