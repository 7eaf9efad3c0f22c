package dev.fulgurite.cli.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Parquet file in the making; holds one row group in memory. Not thread-safe. */
public final class ParquetFile {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int ROWS = 100_000;
  private static final long BYTES = 64L << 20;
  private static final int VERSION = 1;

  private final OutputStream out;
  private final List<Column> columns;
  private final int rowsPerGroup;
  private final List<ThriftStruct> groups = new ArrayList<>();
  private List<ColumnChunk> chunks = List.of();
  private long offset;
  private long rows;
  private int rowsInGroup;

  /** {@code out} is neither flushed nor closed. */
  public ParquetFile(OutputStream out, List<Column> columns) throws IOException {
    this(out, columns, ROWS);
  }

  ParquetFile(OutputStream out, List<Column> columns, int rowsPerGroup) throws IOException {
    this.out = out;
    this.columns = List.copyOf(columns);
    this.rowsPerGroup = rowsPerGroup;
    write(MAGIC);
  }

  /** Adds a row: a value of its column's type, or null, for each column in turn. */
  public void add(List<? extends @Nullable Object> row) throws IOException {
    if (rowsInGroup == 0) {
      chunks = columns.stream().map(ColumnChunk::new).toList();
    }
    long bytes = 0;
    for (int i = 0; i < row.size(); i++) {
      chunks.get(i).add(row.get(i));
      bytes += chunks.get(i).size();
    }
    rowsInGroup++;
    if (rowsInGroup == rowsPerGroup || bytes >= BYTES) {
      endGroup();
    }
  }

  /** Writes what is left and what the file says about itself; called once, at the end. */
  public void finish() throws IOException {
    if (rowsInGroup > 0) {
      endGroup();
    }
    byte[] footer = footer();
    write(footer);
    write(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.length)
            .array());
    write(MAGIC);
  }

  private void endGroup() throws IOException {
    long start = offset;
    List<ThriftStruct> written = new ArrayList<>();
    for (ColumnChunk chunk : chunks) {
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      written.add(chunk.write(page, offset));
      write(page.toByteArray());
    }
    groups.add(
        new ThriftStruct()
            .structs(1, written)
            .number(2, offset - start)
            .number(3, (long) rowsInGroup));
    rows += rowsInGroup;
    rowsInGroup = 0;
  }

  private byte[] footer() {
    List<ThriftStruct> schema = new ArrayList<>();
    schema.add(new ThriftStruct().text(4, "spans").number(5, columns.size()));
    columns.forEach(column -> schema.add(column.schema()));
    return new ThriftStruct()
        .number(1, VERSION)
        .structs(2, schema)
        .number(3, rows)
        .structs(4, groups)
        .text(6, "Fulgurite")
        .toBytes();
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    offset += bytes.length;
  }
}
