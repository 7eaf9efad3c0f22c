package dev.fulgurite.exporter.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@link SpanRows#SPANS}.
 *
 * @param seq its number
 * @param parent null for none
 * @param origin the numbers of its scope and resource
 * @param block the number of the block with its body; null where the body is in the row
 * @param codes its slot in the block, kind and status
 * @param body empty where it lies in a block
 */
record SpanLine(
    long seq,
    long start,
    long nanos,
    long traceHigh,
    long traceLow,
    long spanId,
    @Nullable Long parent,
    long name,
    long origin,
    @Nullable Long block,
    long codes,
    int codec,
    BytesIn body)
    implements PageLine {
  private static final BytesIn ELSEWHERE = new BytesIn(new byte[0]);

  static SpanLine of(ResultSet row) throws SQLException {
    Long block = optional(row, 10);
    return new SpanLine(
        row.getLong(1),
        row.getLong(SpanRows.START),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        optional(row, 7),
        row.getLong(8),
        row.getLong(9),
        block,
        row.getLong(11),
        block == null ? row.getInt(12) : 0,
        block == null ? new BytesIn(Blob.of(row, 13, "body of span", row.getLong(1))) : ELSEWHERE);
  }

  /** In its block. */
  int slot() {
    return (int) (codes >> Integer.SIZE);
  }

  int spanKind() {
    return (int) codes >> Short.SIZE;
  }

  int status() {
    return (short) codes;
  }

  long scope() {
    return origin >> Integer.SIZE;
  }

  long resource() {
    return origin & 0xffff_ffffL;
  }

  private static @Nullable Long optional(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return value == 0 && row.wasNull() ? null : value;
  }
}
