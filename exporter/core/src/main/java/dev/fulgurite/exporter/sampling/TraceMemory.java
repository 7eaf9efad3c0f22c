package dev.fulgurite.exporter.sampling;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Under which rate a trace began, for as many traces as there is room; the one that was silent
 * longest is forgotten first. Thread-safe.
 */
final class TraceMemory {
  private static final int STRIPES = 16;

  private final Stripe[] stripes = new Stripe[STRIPES];
  private volatile boolean forgetful;

  TraceMemory(int maxTraces) {
    int each = Math.max(1, maxTraces / STRIPES);
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe(each);
    }
  }

  /** Notes the rate, unless the trace is known. */
  void note(long trace, TraceRate rate) {
    Stripe stripe = stripe(trace);
    synchronized (stripe) {
      if (stripe.get(trace) == null) {
        stripe.put(trace, rate);
      }
    }
  }

  @Nullable TraceRate find(long trace) {
    Stripe stripe = stripe(trace);
    synchronized (stripe) {
      return stripe.get(trace);
    }
  }

  /** Whether there was ever no room for all. */
  boolean hasForgotten() {
    return forgetful;
  }

  private Stripe stripe(long trace) {
    return stripes[(int) (trace & (STRIPES - 1))];
  }

  /** Guarded by itself. */
  private final class Stripe extends LinkedHashMap<Long, TraceRate> {
    private static final long serialVersionUID = 1L;
    private final int max;

    Stripe(int max) {
      super(16, .75f, true);
      this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, TraceRate> eldest) {
      boolean full = size() > max;
      forgetful |= full;
      return full;
    }
  }
}
