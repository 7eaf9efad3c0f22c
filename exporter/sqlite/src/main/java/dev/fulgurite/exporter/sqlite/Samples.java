package dev.fulgurite.exporter.sqlite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bodies to learn a codebook from. Thread-safe. */
final class Samples {
  private static final int MIN_BODIES = 500;

  /** Twice as many take twice as long to learn from, for blocks smaller by half a per cent. */
  private static final int MAX_BYTES = 512 << 10;

  private static final int MAX_BODY = 16 << 10;

  private final List<byte[]> bodies = new ArrayList<>();
  private int bytes;

  synchronized void offer(byte[] array, int from, int to) {
    if (bytes < MAX_BYTES) {
      byte[] body = Arrays.copyOfRange(array, from, Math.min(to, from + MAX_BODY));
      bodies.add(body);
      bytes += body.length;
    }
  }

  synchronized boolean isEnough() {
    return bodies.size() >= MIN_BODIES || bytes >= MAX_BYTES;
  }

  synchronized List<byte[]> take() {
    return List.copyOf(bodies);
  }
}
