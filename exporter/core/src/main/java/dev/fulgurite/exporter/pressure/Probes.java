package dev.fulgurite.exporter.pressure;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Looks at the process; NaN where something cannot be known. Not thread-safe.
 *
 * @param heap share of the largest heap in use after the last collection
 * @param cpu share of the processors that this process used since the last look
 */
public record Probes(DoubleSupplier heap, DoubleSupplier cpu) {
  /** Of this JVM. Runtimes without the management modules tell nothing. */
  public static Probes ofJvm() {
    return new Probes(orBlind(HeapProbe::new), orBlind(CpuProbe::new));
  }

  private static DoubleSupplier orBlind(Supplier<DoubleSupplier> probe) {
    try {
      return probe.get();
    } catch (LinkageError | RuntimeException e) {
      return Probes::unknown; // a trimmed runtime: then there is no such guard
    }
  }

  private static double unknown() {
    return Double.NaN;
  }
}
