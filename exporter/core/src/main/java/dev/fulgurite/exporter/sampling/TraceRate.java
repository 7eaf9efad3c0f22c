package dev.fulgurite.exporter.sampling;

import org.jspecify.annotations.Nullable;

/**
 * Which share of the traces is kept.
 *
 * @param asked by the user
 * @param halvings how often pressure has halved that
 */
record TraceRate(double asked, int halvings) {
  boolean isAll() {
    return asked >= 1 && halvings == 0;
  }

  double effective() {
    return asked * Math.scalb(1.0, -halvings);
  }

  /** Why a trace with this fraction is left out; null to keep it. */
  @Nullable String leavesOut(double fraction) {
    if (fraction < effective()) {
      return null;
    }
    return fraction < asked ? LeftOut.PRESSURE : LeftOut.RATE;
  }
}
