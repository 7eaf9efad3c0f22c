package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the numbers in rows of spans, as far as a connection has read it lately. A
 * number means the same until rows are removed, which counts a step in {@code pruned}; a query
 * looks at that first. Not thread-safe.
 */
final class Texts {
  private static final int MAX_HELD = 4_000;

  private final SqlSession session;
  private final Map<Long, String> texts = new Recent<>();
  private final Map<Long, String> resourceTexts = new Recent<>();
  private final Map<Long, String> sessions = new Recent<>();
  private final Map<Long, Origin.Scope> scopes = new Recent<>();
  private final Map<Long, Origin.Resource> resources = new Recent<>();
  private @Nullable Long steps;

  private static final class Recent<T> extends LinkedHashMap<Long, T> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, T> eldest) {
      return size() > MAX_HELD;
    }
  }

  Texts(SqlSession session) {
    this.session = session;
  }

  /** Forgets what may be gone; first in a query. */
  void refresh() throws SQLException {
    Long now = session.isOlder() ? null : session.number("SELECT steps FROM pruned");
    if (now == null || !Objects.equals(now, steps)) {
      forget();
      steps = now;
    }
  }

  /** Steps counted in the state of the file that is read; null where it counts none. */
  @Nullable Long steps() {
    return steps;
  }

  /**
   * After a transaction, whose numbers may never have been; and before a check, which asks anew.
   */
  void forget() {
    texts.clear();
    resourceTexts.clear();
    sessions.clear();
    scopes.clear();
    resources.clear();
  }

  String text(long id) throws SQLException {
    return text(id, texts, "SELECT text FROM dictionary WHERE id = ?", "dictionary entry ");
  }

  /** What {@link #resource} is made of. */
  String resourceText(long id) throws SQLException {
    String found = resourceTexts.get(id);
    if (found == null) {
      found = session.sealing().openText(Dictionary.RESOURCE, id, text(id));
      resourceTexts.put(id, found);
    }
    return found;
  }

  /** A session's name. */
  String session(long id) throws SQLException {
    return text(id, sessions, "SELECT text FROM session WHERE id = ?", "session ");
  }

  private String text(long id, Map<Long, String> held, String sql, String what)
      throws SQLException {
    String found = held.get(id);
    if (found == null) {
      PreparedStatement statement = session.prepared(sql);
      statement.setLong(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException(what + id + " is missing");
        }
        found = rows.getString(1);
      }
      held.put(id, found);
    }
    return found;
  }

  Origin.Scope scope(long id) throws SQLException {
    return decoded(id, scopes, () -> Origin.Scope.decode(text(id)), "scope ");
  }

  Origin.Resource resource(long id) throws SQLException {
    return decoded(id, resources, () -> Origin.Resource.decode(resourceText(id)), "resource ");
  }

  private interface Decoding<T> {
    T decode() throws IOException, SQLException;
  }

  private <T> T decoded(long id, Map<Long, T> held, Decoding<T> decoding, String what)
      throws SQLException {
    T found = held.get(id);
    if (found == null) {
      try {
        found = decoding.decode();
      } catch (IOException e) {
        throw new SQLException(what + id + " is damaged: " + e, e);
      }
      held.put(id, found);
    }
    return found;
  }
}
