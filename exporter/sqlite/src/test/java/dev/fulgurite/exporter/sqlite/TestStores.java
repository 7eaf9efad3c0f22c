package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Short forms for the tests of this package. */
final class TestStores {
  static SqliteSpanStore open(Path path) {
    return open(path, SqliteSettings.DEFAULTS);
  }

  static SqliteSpanStore open(Path path, SqliteSettings settings) {
    return SqliteSpanStore.open(path.toString(), StoreOptions.defaults(), settings);
  }

  static SqliteSpanStore openForReading(Path path) {
    return SqliteSpanStore.open(
        path.toString(), StoreOptions.forReading(), SqliteSettings.DEFAULTS);
  }

  /** A store with one span in it, closed. */
  static void create(Path path) {
    try (SpanStore store = open(path)) {
      store.append(spans(1, 1), null);
    }
  }

  /** Spans with ids from {@code first}. */
  static List<StoredSpan> spans(long first, int count) {
    return LongStream.range(first, first + count)
        .mapToObj(id -> SampleSpan.of(id).put("k", "v".repeat(100)).build())
        .toList();
  }

  /** Text that takes 2,000 bytes however it is packed. */
  static String noise(Random random) {
    byte[] bytes = new byte[2_000];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  static int count(SpanStore store) {
    SpanQuery everything = SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();
    return store.reader().spans(everything).spans().size();
  }

  /** The first number that {@code sql} gives; 0 where it gives none. */
  static long number(Path path, String sql) {
    try (SqlSession session =
        Connections.forReading(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
      Long number = session.number(sql);
      return number == null ? 0 : number;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs statements on the file behind the store's back. */
  static void sql(Path path, String... statements) {
    try (SqlSession session =
        Connections.forWriting(StoreFile.at(path.toString()), SqliteSettings.DEFAULTS)) {
      for (String statement : statements) {
        session.run(statement);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestStores() {}
}
