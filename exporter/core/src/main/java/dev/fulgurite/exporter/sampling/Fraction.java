package dev.fulgurite.exporter.sampling;

/**
 * A number from 0 inclusive to 1 exclusive for an id, always the same one. The id is hashed, so
 * that the choice does not depend on that of a head sampler which looks at the id's own bits.
 */
final class Fraction {
  /** {@code traceId} is 32 hexadecimal digits. */
  static long hashOfTrace(String traceId) {
    return mix(digits(traceId, 0) + mix(digits(traceId, 16)));
  }

  /** {@code spanId} is 16 hexadecimal digits. */
  static double ofSpan(String spanId) {
    return of(mix(digits(spanId, 0)));
  }

  static double of(long hash) {
    return (hash >>> 11) * 0x1p-53;
  }

  private static long digits(String id, int begin) {
    return Long.parseUnsignedLong(id, begin, begin + 16, 16);
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long x = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }

  private Fraction() {}
}
