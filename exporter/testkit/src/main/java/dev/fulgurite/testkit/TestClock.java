package dev.fulgurite.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands at 1970 until it is moved. Thread-safe. */
public final class TestClock extends Clock {
  private volatile Instant now = Instant.EPOCH;

  /** Moves it, also back. */
  public void set(Duration sinceEpoch) {
    now = Instant.EPOCH.plus(sinceEpoch);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
