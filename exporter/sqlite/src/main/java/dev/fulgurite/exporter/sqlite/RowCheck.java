package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanKey;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A checksum of what stands in a span's row and not in its body, which the body holds: a flipped
 * bit in a column is noticed as one in a body is, at two bytes a span.
 */
final class RowCheck {
  /** Where there is none, as in files from before. */
  static final int NONE = -1;

  /** 2^64 by the golden ratio: multiplied with it, each bit changes all above it (Knuth, 6.4). */
  private static final long SPREAD = 0x9e37_79b9_7f4a_7c15L;

  private static final int HALF = 32;

  private long hash;

  /** Of a row that is written. */
  static int of(SpanRow row) {
    SpanFacts facts = row.facts();
    SpanKey key = row.key();
    return new RowCheck()
        .with(key.traceHigh())
        .with(key.traceLow())
        .with(key.spanId())
        .withOptional(row.parent())
        .with(facts.startEpochNanos())
        .with(facts.endEpochNanos() - facts.startEpochNanos())
        .with(EnumCodes.SPAN_KINDS.code(row.kind()))
        .with(EnumCodes.STATUSES.code(row.status()))
        .with(Json.storable(facts.name()).hashCode())
        .with(row.setting().scope().hashCode())
        .with(row.setting().resource().hashCode())
        .folded();
  }

  /** Of a row that is read. */
  static int of(SpanLine line, Texts texts) throws SQLException {
    return new RowCheck()
        .with(line.traceHigh())
        .with(line.traceLow())
        .with(line.spanId())
        .withOptional(line.parent())
        .with(line.start())
        .with(line.nanos())
        .with(line.spanKind())
        .with(line.status())
        .with(texts.text(line.name()).hashCode())
        .with(texts.text(line.scope()).hashCode())
        .with(texts.resourceText(line.resource()).hashCode())
        .folded();
  }

  private RowCheck with(long value) {
    hash = (hash ^ value) * SPREAD;
    hash ^= hash >>> HALF; // so that the high bits matter to those below
    return this;
  }

  private RowCheck withOptional(@Nullable Long value) {
    return value == null ? with(0) : with(1).with(value);
  }

  /** Two bytes. */
  private int folded() {
    return (int) (hash >>> (Long.SIZE - Short.SIZE));
  }
}
