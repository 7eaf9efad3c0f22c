package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.cli.text.Numbers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SinceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void nanos_countsBack() {
    assertThat(Since.nanos("90s", NOW)).isEqualTo(nanos("2026-11-21T11:58:30Z"));
    assertThat(Since.nanos("30m", NOW)).isEqualTo(nanos("2026-11-21T11:30:00Z"));
    assertThat(Since.nanos("2h", NOW)).isEqualTo(nanos("2026-11-21T10:00:00Z"));
    assertThat(Since.nanos("7d", NOW)).isEqualTo(nanos("2026-11-14T12:00:00Z"));
  }

  @Test
  void nanos_takesAnInstant() {
    assertThat(Since.nanos("2026-11-21T09:00:00Z", NOW)).isEqualTo(nanos("2026-11-21T09:00:00Z"));
  }

  @Test
  void nanos_takesATime_asTablesShowIt() {
    long nanos = nanos("2026-11-21T09:00:10Z");

    assertThat(Since.nanos(Numbers.time(nanos), NOW)).isEqualTo(nanos);
  }

  @Test
  void nanos_namesTheValueAndTheForms() {
    for (String text :
        List.of("soon", "2x", "2026-13-01", "99999999999d", "2026-11-21 25:00:00", "")) {
      assertThatThrownBy(() -> Since.nanos(text, NOW))
          .as(text)
          .hasMessageContaining("'" + text + "'")
          .hasMessageContaining("2h");
    }
  }

  private static long nanos(String instant) {
    return Instant.parse(instant).getEpochSecond() * 1_000_000_000;
  }
}
