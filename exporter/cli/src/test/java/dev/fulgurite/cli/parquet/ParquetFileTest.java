package dev.fulgurite.cli.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.cli.parquet.Column.Type;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFileTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("text", Type.TEXT),
          new Column("number", Type.LONG),
          new Column("real", Type.DOUBLE));

  @TempDir Path folder;

  @Test
  void rows_comeBack_overSeveralGroups_withNullsAnywhere() throws IOException {
    Random random = new Random(1);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      rows.add(
          Arrays.asList(
              random.nextInt(3) == 0 ? null : "row " + i + " ü🍎\u0000",
              i % 700 < 300 ? null : random.nextLong(),
              i % 2 == 0 ? null : random.nextGaussian()));
    }

    Path file = write(rows, 1_000);

    assertThat(Duck.ask(file, "SELECT * FROM FILE")).isEqualTo(rows);
  }

  @Test
  void extremes_comeBack() throws IOException {
    List<List<Object>> rows =
        List.of(
            List.of("", Long.MIN_VALUE, Double.NaN),
            List.of("x".repeat(3_000_000), Long.MAX_VALUE, Double.NEGATIVE_INFINITY),
            Arrays.asList(null, null, null));

    assertThat(Duck.ask(write(rows, 10), "SELECT * FROM FILE")).isEqualTo(rows);
  }

  @Test
  void times_areInstants() throws IOException {
    Path file = folder.resolve("times.parquet");
    try (OutputStream out = Files.newOutputStream(file)) {
      ParquetFile parquet = new ParquetFile(out, List.of(new Column("moment", Type.TIME)));
      parquet.add(List.of(1_763_689_382_123_456L));
      parquet.finish();
    }

    assertThat(Duck.ask(file, "SELECT typeof(moment), epoch_us(moment) FROM FILE"))
        .containsExactly(List.of("TIMESTAMP WITH TIME ZONE", 1_763_689_382_123_456L));
  }

  @Test
  void noRows_areATableAllTheSame() throws IOException {
    assertThat(Duck.ask(write(List.of(), 10), "SELECT count(text) FROM FILE"))
        .containsExactly(List.of(0L));
  }

  @Test
  void moreThanFifteenColumns_areListed() throws IOException {
    Path file = folder.resolve("wide.parquet");
    List<Column> wide = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      wide.add(new Column("c" + i, Type.LONG));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      ParquetFile parquet = new ParquetFile(out, wide);
      parquet.add(wide.stream().map(column -> (Object) 7L).toList());
      parquet.finish();
    }

    assertThat(Duck.ask(file, "SELECT c0, c15, c39 FROM FILE"))
        .containsExactly(List.of(7L, 7L, 7L));
  }

  private Path write(List<List<Object>> rows, int rowsPerGroup) throws IOException {
    Path file = folder.resolve("rows.parquet");
    try (OutputStream out = Files.newOutputStream(file)) {
      ParquetFile parquet = new ParquetFile(out, COLUMNS, rowsPerGroup);
      for (List<Object> row : rows) {
        parquet.add(row);
      }
      parquet.finish();
    }
    return file;
  }
}
