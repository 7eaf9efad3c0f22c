package dev.fulgurite.cli.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of one column in one row group, which become one page. */
final class ColumnChunk {
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int ZSTD = 6;
  private static final int DATA_PAGE = 0;

  private final Column column;
  private final ByteArrayOutputStream levels = new ByteArrayOutputStream();
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private int rows;
  private int run;
  private boolean runPresent;

  ColumnChunk(Column column) {
    this.column = column;
  }

  int size() {
    return values.size();
  }

  void add(@Nullable Object value) {
    boolean present = value != null;
    if (present != runPresent) {
      endRun();
      runPresent = present;
    }
    run++;
    rows++;
    if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      values.writeBytes(littleEndian(Integer.BYTES).putInt(bytes.length).array());
      values.writeBytes(bytes);
    } else if (value instanceof Long number) {
      values.writeBytes(littleEndian(Long.BYTES).putLong(number).array());
    } else if (value instanceof Double number) {
      values.writeBytes(littleEndian(Double.BYTES).putDouble(number).array());
    }
  }

  // Levels say which rows have a value: a count, shifted to mark it as a run, and what repeats.
  private void endRun() {
    if (run > 0) {
      Varint.write(levels, (long) run << 1);
      levels.write(runPresent ? 1 : 0);
      run = 0;
    }
  }

  /** Adds the page with its header to {@code out}; gives what the file says of it. */
  ThriftStruct write(ByteArrayOutputStream out, long offset) {
    endRun();
    byte[] page =
        littleEndian(Integer.BYTES + levels.size() + values.size())
            .putInt(levels.size())
            .put(levels.toByteArray())
            .put(values.toByteArray())
            .array();
    byte[] compressed = Zstd.compress(page);
    byte[] header = header(page.length, compressed.length);
    out.writeBytes(header);
    out.writeBytes(compressed);
    ThriftStruct metadata =
        new ThriftStruct()
            .number(1, column.type().physical())
            .numbers(2, List.of(PLAIN, RLE))
            .texts(3, List.of(column.name()))
            .number(4, ZSTD)
            .number(5, (long) rows)
            .number(6, (long) header.length + page.length)
            .number(7, (long) header.length + compressed.length)
            .number(9, offset);
    return new ThriftStruct().number(2, offset).struct(3, metadata);
  }

  private byte[] header(int size, int compressedSize) {
    ThriftStruct data =
        new ThriftStruct().number(1, rows).number(2, PLAIN).number(3, RLE).number(4, RLE);
    return new ThriftStruct()
        .number(1, DATA_PAGE)
        .number(2, size)
        .number(3, compressedSize)
        .struct(5, data)
        .toBytes();
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
