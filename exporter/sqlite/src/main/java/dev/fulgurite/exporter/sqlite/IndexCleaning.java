package dev.fulgurite.exporter.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes out of the index what only deleted spans had. Removing a span leaves its words in FTS5's
 * segments until those are merged, so they are, a few pages at a time; then words and attributes
 * that no span has are looked for, and go.
 */
final class IndexCleaning {
  private static final int PAGES = 400;
  private static final int AT_ONCE = 500;

  private static final String VOCABULARY =
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.index_term USING fts5vocab(main, span_index, row)";
  private static final String UNUSED =
      "SELECT text FROM index_word EXCEPT SELECT term FROM temp.index_term";
  private static final String FOUND = "SELECT 1 FROM span_index WHERE span_index MATCH ? LIMIT 1";

  private final SqliteOutbox.Access access;

  IndexCleaning(SqliteOutbox.Access access) {
    this.access = access;
  }

  void run() {
    merge("span_index");
    removeAttributes();
    removeWords();
    merge("index_word_part");
  }

  /** Until there is one segment of what is left. */
  private void merge(String table) {
    String sql = "INSERT INTO %1$s (%1$s, rank) VALUES ('merge', ?)".formatted(table);
    boolean more = access.writing(locked -> merge(locked, sql, -PAGES));
    while (more) {
      more = access.writing(locked -> merge(locked, sql, PAGES));
    }
  }

  /** FTS5 says that there was nothing to merge by changing less than two rows. */
  private static boolean merge(SqlSession locked, String sql, int pages) throws SQLException {
    long before = changes(locked);
    locked.update(sql, pages);
    return changes(locked) - before >= 2;
  }

  private static long changes(SqlSession session) throws SQLException {
    Long changes = session.number("SELECT total_changes()");
    return changes == null ? 0 : changes;
  }

  private void removeAttributes() {
    List<String> keys = access.reading(s -> texts(s, "SELECT DISTINCT key FROM attribute_key"));
    access.writing(
        locked -> {
          for (String key : keys) {
            if (locked.number(FOUND, '"' + Marks.key(key) + '"') == null) {
              locked.update("DELETE FROM attribute_key WHERE key = ?", key);
            }
          }
          return true;
        });
  }

  private void removeWords() {
    List<String> unused =
        access.reading(
            session -> {
              session.run(VOCABULARY);
              return texts(session, UNUSED);
            });
    for (int from = 0; from < unused.size(); from += AT_ONCE) {
      List<String> some = unused.subList(from, Math.min(unused.size(), from + AT_ONCE));
      access.writing(locked -> removeWords(locked, some));
    }
  }

  private static boolean removeWords(SqlSession locked, List<String> words) throws SQLException {
    for (String word : words) {
      Long id = locked.number("SELECT id FROM index_word WHERE text = ?", word);
      if (id != null && locked.number(FOUND, '"' + word + '"') == null) {
        locked.update("DELETE FROM index_word WHERE id = ?", id);
        locked.update(
            "INSERT INTO index_word_part (index_word_part, rowid, text) VALUES ('delete', ?, ?)",
            id,
            word);
      }
    }
    RemovalStep.count(locked, 0, 0); // so that whoever knows a word adds it again
    return true;
  }

  static List<String> texts(SqlSession session, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    PreparedStatement statement = session.prepared(sql);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
