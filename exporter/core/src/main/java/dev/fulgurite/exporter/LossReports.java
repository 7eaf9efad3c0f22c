package dev.fulgurite.exporter;

/** Says what was lost soon after it was, yet costs nothing while nothing is. The worker owns it. */
final class LossReports {
  private static final long INTERVAL_NANOS = 100_000_000;

  private final Pipe pipe;
  private long nextNanos = System.nanoTime();

  LossReports(Pipe pipe) {
    this.pipe = pipe;
  }

  void report(long now) {
    if (pipe.ledger().isUnseen() && nextNanos - now <= 0) {
      nextNanos = now + INTERVAL_NANOS;
      pipe.ledger().see();
      pipe.warnings().report(pipe.ledger().snapshot(), now, false);
    }
  }

  /** Nanoseconds until something must be said, {@link Long#MAX_VALUE} for nothing. */
  long untilDue(long now) {
    return pipe.ledger().isUnseen() ? nextNanos - now : Long.MAX_VALUE;
  }
}
