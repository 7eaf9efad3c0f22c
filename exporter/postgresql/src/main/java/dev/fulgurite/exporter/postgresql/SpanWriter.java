package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.codec.EscapedText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Inserts spans, within a transaction. Lives for one append. Not thread-safe. */
final class SpanWriter {
  /** A statement's arrays are held whole on both sides. */
  private static final int MAX_ROWS = 1_000;

  private static final int MAX_BYTES = 16 << 20;
  private static final String ORIGINS =
      """
      INSERT INTO fulgurite_origin SELECT * FROM unnest(?::uuid[], ?::bytea[])
      ON CONFLICT DO NOTHING
      """;
  private static final String SESSIONS =
      """
      INSERT INTO fulgurite_session SELECT * FROM unnest(?::uuid[], ?::text[], ?::int8[])
      ON CONFLICT (key) DO UPDATE SET last_seq = excluded.last_seq
      """;
  private static final String COUNT = "UPDATE fulgurite_store SET last_seq = ?, bytes = bytes + ?";

  /**
   * What an append did.
   *
   * @param spans how many were new
   * @param sessions of those spans
   */
  record Inserted(int spans, long firstSequence, long lastSequence, Set<UUID> sessions) {
    static final Inserted NOTHING = new Inserted(0, 0, 0, Set.of());
  }

  private final SqlSession session;
  private final Map<Long, SpanRow> inserted = new LinkedHashMap<>();

  SpanWriter(SqlSession session) {
    this.session = session;
  }

  /** Inserts what is new of {@code rows}. */
  Inserted insert(Collection<SpanRow> rows) throws SQLException {
    long before = Schema.lock(session);
    long last = before;
    List<SpanRow> portion = new ArrayList<>();
    long bytes = 0;
    for (SpanRow row : rows) {
      if (portion.size() == MAX_ROWS || bytes > MAX_BYTES) {
        insert(portion, last + 1);
        last += portion.size();
        portion.clear();
        bytes = 0;
      }
      portion.add(row);
      bytes += row.body().length;
    }
    insert(portion, last + 1);
    last += portion.size();
    Set<UUID> sessions = Set.of();
    if (!inserted.isEmpty()) {
      insertOrigins();
      sessions = insertSessions();
      session.update(COUNT, last, bytes());
    }
    return new Inserted(inserted.size(), before + 1, last, sessions);
  }

  private void insert(List<SpanRow> rows, long first) throws SQLException {
    try (PreparedStatement statement =
            session.prepare(Column.insert(), Column.values(session, rows, first));
        ResultSet numbers = statement.executeQuery()) {
      while (numbers.next()) {
        long seq = numbers.getLong(1);
        inserted.put(seq, rows.get((int) (seq - first)));
      }
    }
  }

  private long bytes() {
    return inserted.values().stream().mapToLong(r -> r.body().length + SpanRow.OVERHEAD).sum();
  }

  private void insertOrigins() throws SQLException {
    Map<UUID, byte[]> origins = new HashMap<>();
    for (SpanRow row : inserted.values()) {
      origins.put(row.origin().key(), row.origin().data());
    }
    session.update(
        ORIGINS,
        session.array("uuid", origins.keySet().toArray()),
        session.array("bytea", origins.values().toArray(new byte[0][])));
  }

  private Set<UUID> insertSessions() throws SQLException {
    Map<UUID, Long> last = new LinkedHashMap<>();
    Map<UUID, String> ids = new HashMap<>();
    inserted.forEach(
        (seq, row) -> {
          last.merge(row.session(), seq, Math::max);
          ids.put(row.session(), EscapedText.escape(row.facts().sessionId()));
        });
    @Nullable Object[] texts = last.keySet().stream().map(ids::get).toArray();
    session.update(
        SESSIONS,
        session.array("uuid", last.keySet().toArray()),
        session.array("text", texts),
        session.array("int8", last.values().toArray()));
    return last.keySet();
  }
}
