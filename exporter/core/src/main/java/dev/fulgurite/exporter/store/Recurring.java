package dev.fulgurite.exporter.store;

import java.time.Clock;
import java.time.Duration;

/** When something is due again, by a clock that may jump. Not thread-safe. */
public final class Recurring {
  private final Clock clock;
  private final long everyMillis;
  private long next = Long.MIN_VALUE;

  /** Due at once, and then whenever so much time has gone by. */
  public Recurring(Clock clock, Duration every) {
    this.clock = clock;
    this.everyMillis = every.toMillis();
  }

  /** Also where the clock jumped back. */
  public boolean isDue() {
    long now = clock.millis();
    return now >= next || next > now + everyMillis;
  }

  /** It was done; {@code more} leaves it due. */
  public void done(boolean more) {
    next = clock.millis() + (more ? 0 : everyMillis);
  }
}
