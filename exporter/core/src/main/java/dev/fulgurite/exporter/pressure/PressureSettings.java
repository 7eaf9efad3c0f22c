package dev.fulgurite.exporter.pressure;

/**
 * From when on a processor spares a process that is in trouble. Immutable.
 *
 * @param enabled false: nothing is looked at
 * @param heap share of the largest heap that is in use after a collection, above which less may
 *     wait and payloads are cut
 * @param cpu share of the processors that this process uses, five seconds in a row, above which
 *     fewer traces are kept; 1.0 for never
 * @param errorRate share of the spans sent that fail, above which a warning says so
 */
public record PressureSettings(boolean enabled, double heap, double cpu, double errorRate) {
  /** Enabled; 0.8 of the heap, 0.9 of the processors, 0.05 of the spans. */
  public static final PressureSettings DEFAULT = new PressureSettings(true, 0.8, 0.9, 0.05);

  /** The same, but all traces are kept, however busy the process is. */
  public static final PressureSettings KEEPING_TRACES = new PressureSettings(true, 0.8, 1, 0.05);

  /** Throws {@link IllegalArgumentException} unless each share is from 0.0 to 1.0. */
  public PressureSettings {
    share(heap, "heap");
    share(cpu, "cpu");
    share(errorRate, "errorRate");
  }

  /** The same, or nothing at all. */
  public PressureSettings withEnabled(boolean on) {
    return new PressureSettings(on, heap, cpu, errorRate);
  }

  private static void share(double value, String name) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be from 0.0 to 1.0, was " + value);
    }
  }
}
