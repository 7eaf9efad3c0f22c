package dev.fulgurite.exporter.pressure;

/** The share of failures in stretches of ten seconds, or longer while there is little. */
final class ErrorRate {
  private static final long STRETCH_NANOS = 10_000_000_000L;
  private static final long FEW = 20;

  private long begin;
  private long deliveredBefore;
  private long failedBefore;
  private long delivered;
  private long failed;

  ErrorRate(long now) {
    this.begin = now;
  }

  /** Returns the share in the stretch that has just ended, NaN while it goes on. */
  double next(long now, long deliveredEver, long failedEver) {
    delivered = deliveredEver - deliveredBefore;
    failed = failedEver - failedBefore;
    long settled = delivered + failed;
    if (now - begin < STRETCH_NANOS || settled < FEW) {
      return Double.NaN;
    }
    begin = now;
    deliveredBefore = deliveredEver;
    failedBefore = failedEver;
    return (double) failed / settled;
  }

  /** Within the stretch. */
  long failed() {
    return failed;
  }

  long settled() {
    return delivered + failed;
  }
}
