package dev.fulgurite.exporter;

/**
 * Keeps a share of the traces, each whole or not at all. The trace id is hashed, so that the choice
 * does not depend on that of a head sampler which looks at the id's own bits.
 */
final class TraceSampling {
  private final double rate;

  TraceSampling(double rate) {
    this.rate = rate;
  }

  /** {@code traceId} is 32 hexadecimal digits. */
  boolean keeps(String traceId) {
    return rate >= 1 || fraction(traceId) < rate;
  }

  /** From 0 inclusive to 1 exclusive. */
  private static double fraction(String traceId) {
    long high = Long.parseUnsignedLong(traceId, 0, 16, 16);
    long low = Long.parseUnsignedLong(traceId, 16, 32, 16);
    return (mix(high + mix(low)) >>> 11) * 0x1p-53;
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long x = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }
}
