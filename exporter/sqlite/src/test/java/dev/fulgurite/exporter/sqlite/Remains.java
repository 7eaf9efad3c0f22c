package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoreKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks for texts in everything that a store left in its folder, packed or not. */
final class Remains {
  private final Map<String, String> places = new LinkedHashMap<>();

  /** All that is in {@code folder}, where the store is {@code file}. */
  static Remains of(Path folder, Path file) throws Exception {
    return of(folder, file, null);
  }

  /**
   * @param key with which what is encrypted is looked at too
   */
  static Remains of(Path folder, Path file, @Nullable StoreKey key) throws Exception {
    Remains remains = new Remains();
    for (String name : TestStores.list(folder)) {
      Path path = folder.resolve(name);
      if (Files.isRegularFile(path)) {
        remains.add("file " + name, Files.readAllBytes(path));
      }
    }
    StoreFile store = StoreFile.at(file.toString(), key);
    try (SqlSession session = Connections.forReading(store, SqliteSettings.DEFAULTS)) {
      session.inSnapshot(
          reading -> {
            remains.addTables(reading);
            remains.addBlocks(reading);
            remains.addCodebooks(reading);
            remains.addTerms(reading, "span_index");
            remains.addTerms(reading, "index_word_part");
            return true;
          });
    }
    return remains;
  }

  private void add(String place, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    places.merge(place, text, (a, b) -> a + '\n' + b);
  }

  /** Values that span pages lie in pieces in the file. */
  private void addTables(SqlSession session) throws SQLException {
    for (String table :
        IndexCleaning.texts(
            session,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")) {
      try (PreparedStatement all = session.prepareOnce("SELECT * FROM " + table);
          ResultSet rows = all.executeQuery()) {
        while (rows.next()) {
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            byte[] value = rows.getBytes(i);
            if (value != null) {
              add("table " + table, value);
            }
          }
        }
      }
    }
  }

  private void addBlocks(SqlSession session) throws SQLException {
    try (PreparedStatement all =
            session.prepareOnce("SELECT codec, size, data, codebook_id, id FROM block");
        ResultSet rows = all.executeQuery()) {
      while (rows.next()) {
        long codebook = rows.getLong(4);
        PackedBlock stored =
            new PackedBlock(
                rows.getInt(1),
                rows.getInt(2),
                rows.getBytes(3),
                codebook == 0 ? null : session.codebooks().get(codebook));
        PackedBlock packed = session.sealing().open(rows.getLong(5), stored);
        if (packed.codec == PackedBlock.PIECES) {
          for (BytesIn body : packed.open(session.decompressor()).all()) {
            add("blocks", body.readBytes(body.left()));
          }
        } else {
          add("blocks", packed.unpack(session.decompressor()));
        }
      }
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  private void addCodebooks(SqlSession session) throws SQLException {
    try (PreparedStatement all = session.prepareOnce("SELECT id FROM codebook");
        ResultSet rows = all.executeQuery()) {
      while (rows.next()) {
        add("codebooks", session.codebooks().get(rows.getLong(1)).data());
      }
    }
  }

  private void addTerms(SqlSession session, String table) throws SQLException {
    session.run(
        "CREATE VIRTUAL TABLE temp.terms_%1$s USING fts5vocab(main, %1$s, row)".formatted(table));
    List<String> terms = IndexCleaning.texts(session, "SELECT term FROM temp.terms_" + table);
    add("terms of " + table, String.join("\n", terms).getBytes(StandardCharsets.UTF_8));
  }

  /** Where {@code text} is, ignoring case. */
  List<String> places(String text) {
    String wanted =
        new String(
                text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    List<String> found = new ArrayList<>();
    places.forEach(
        (place, content) -> {
          if (content.contains(wanted)) {
            found.add(place);
          }
        });
    return found;
  }

  /** Where any of {@code texts} is. */
  TreeSet<String> places(Iterable<String> texts) {
    TreeSet<String> found = new TreeSet<>();
    texts.forEach(text -> found.addAll(places(text)));
    return found;
  }
}
