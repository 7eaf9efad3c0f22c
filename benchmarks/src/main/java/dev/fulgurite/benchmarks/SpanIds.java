package dev.fulgurite.benchmarks;

import java.nio.ByteBuffer;

/** The span ids of an OTLP request, found without decoding the rest of it. */
final class SpanIds {
  private static final int LENGTH = 2;
  private static final int SPAN_ID = 2;

  /** The field that leads on: resource spans, scope spans, spans. */
  private static final int[] PATH = {1, 2, 2};

  private final ByteBuffer bytes;
  private long spans;
  private long sum;

  private SpanIds(byte[] request) {
    bytes = ByteBuffer.wrap(request);
  }

  static SpanIds in(byte[] request) {
    SpanIds found = new SpanIds(request);
    found.message(request.length, 0);
    return found;
  }

  long spans() {
    return spans;
  }

  long sum() {
    return sum;
  }

  private void message(int end, int depth) {
    while (bytes.position() < end) {
      int tag = varint();
      int length = lengthOf(tag);
      int next = bytes.position() + length;
      boolean nested = (tag & 7) == LENGTH;
      if (nested && depth < PATH.length && tag >>> 3 == PATH[depth]) {
        message(next, depth + 1);
      } else if (nested && depth == PATH.length && tag >>> 3 == SPAN_ID) {
        spans++;
        sum += bytes.getLong(bytes.position());
      }
      bytes.position(next);
    }
  }

  private int lengthOf(int tag) {
    return switch (tag & 7) {
      case 0 -> {
        varint();
        yield 0;
      }
      case 1 -> Long.BYTES;
      case LENGTH -> varint();
      case 5 -> Integer.BYTES;
      default -> throw new IllegalArgumentException("no OTLP request");
    };
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      value |= shift < Integer.SIZE ? (next & 0x7F) << shift : 0;
      if (next >= 0) {
        return value;
      }
    }
  }
}
