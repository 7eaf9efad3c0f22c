package dev.fulgurite.exporter.bus;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves. */
public final class FakeTime implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** Time passes. */
  public void advance(Duration time) {
    now = now.plus(time);
  }
}
