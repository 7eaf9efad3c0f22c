package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The secrets that the programs plant, each named by its place, and where they are found again. */
final class Secrets {
  /** What the programs' secrets match, for {@code fulgurite.redact.patterns}. */
  static final String PATTERN = "[a-z]*zebra7713";

  private static final Pattern SECRET = Pattern.compile("([a-z]*)zebra7713");
  private static final Pattern ESCAPE = Pattern.compile("\\\\+u00([0-9a-f]{2})");

  /** The places whose secrets {@code text} has, be they behind JSON escapes. */
  static Set<String> in(String text) {
    String plain =
        ESCAPE
            .matcher(text)
            .replaceAll(escape -> "" + (char) Integer.parseInt(escape.group(1), 16));
    Stream<MatchResult> found = SECRET.matcher(plain).results();
    return found.map(secret -> secret.group(1)).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The same of each file below {@code folder} as its bytes are, by its path. */
  static Map<String, Set<String>> inFiles(Path folder) throws IOException {
    Map<String, Set<String>> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        found.put(
            folder.relativize(file).toString(),
            in(Files.readString(file, StandardCharsets.ISO_8859_1)));
      }
    }
    return found;
  }

  /** The same of each column of each table, indexes that are tables included; blocks unpacked. */
  static Map<String, Set<String>> inColumns(Path database) throws SQLException {
    Map<String, Set<String>> found = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + '"')) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
              String column = table + "." + rows.getMetaData().getColumnName(i);
              String text = column.equals("block.data") ? unpacked(rows) : text(rows, i);
              found.computeIfAbsent(column, key -> new TreeSet<>()).addAll(in(text));
            }
          }
        }
      }
    }
    return found;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static String unpacked(ResultSet block) throws SQLException {
    byte[] data = block.getBytes("data");
    int size = block.getInt("size");
    byte[] bodies =
        switch (block.getInt("codec")) {
          case 0 -> data;
          case 1 -> Zstd.decompress(data, size);
          default -> inflated(data, size);
        };
    return new String(bodies, StandardCharsets.UTF_8);
  }

  private static byte[] inflated(byte[] data, int size) {
    Inflater inflater = new Inflater(true);
    try {
      byte[] bodies = new byte[size];
      inflater.setInput(data);
      assertThat(inflater.inflate(bodies)).isEqualTo(size);
      return bodies;
    } catch (DataFormatException e) {
      throw new IllegalStateException(e);
    } finally {
      inflater.end();
    }
  }

  private static String text(ResultSet rows, int column) throws SQLException {
    byte[] bytes = rows.getBytes(column);
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Every secret of {@code found}, without its places. */
  static Set<String> all(Map<String, Set<String>> found) {
    return found.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  private Secrets() {}
}
