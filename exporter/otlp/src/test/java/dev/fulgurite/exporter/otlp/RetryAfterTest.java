package dev.fulgurite.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private final Clock clock = Clock.fixed(Instant.parse("2026-11-21T05:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30|PT30S",
        " 30 |PT30S",
        "Sat, 21 Nov 2026 05:01:30 GMT|PT1M30S",
        "Sat, 21 Nov 2026 04:00:00 GMT|PT0S",
        "-5|PT0S",
        "99999999999999999999|PT0S",
        "soon|PT0S",
        "|PT0S"
      })
  void header_isSecondsOrADate(String header, Duration wait) {
    assertThat(RetryAfter.parse(header, clock)).isEqualTo(wait);
  }
}
