package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Texts that many spans share, by number. Lives for one transaction. Not thread-safe. */
final class Dictionary {
  static final int NAME = 1;
  static final int SCOPE = 2;
  static final int RESOURCE = 3;
  static final int USER = 4;
  static final int SOURCE = 5;
  static final int ROLLOUT = 6;
  static final int ATTEMPT = 7;
  static final int AGENT = 8;
  static final int MODEL = 9;

  /** What {@link Known} remembers. */
  record Entry(int kind, String text) {}

  private final SqlSession session;
  private final Map<Entry, Long> known;

  Dictionary(SqlSession session) {
    this.session = session;
    this.known = session.known().texts();
  }

  /** Null for null. */
  @Nullable Long idOrNull(int kind, @Nullable String text) throws SQLException {
    return text == null ? null : id(kind, text);
  }

  /** Within the write lock. */
  long id(int kind, String text) throws SQLException {
    Entry entry = new Entry(kind, text);
    Long id = known.get(entry);
    if (id == null) {
      String stored = session.sealing().sealText(kind, text);
      id = find(kind, stored);
      if (id == null) {
        session.update("INSERT INTO dictionary (kind, text) VALUES (?, ?)", kind, stored);
        id = Objects.requireNonNull(find(kind, stored));
      }
      known.put(entry, id);
    }
    return id;
  }

  private @Nullable Long find(int kind, String text) throws SQLException {
    return session.number("SELECT id FROM dictionary WHERE kind = ? AND text = ?", kind, text);
  }
}
