package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.KnownAttribute;
import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The next spans for the index, read before the write lock is taken.
 *
 * @param after the position that they follow
 * @param steps of pruning, when they were read
 * @param last the number of the last of them
 * @param maxStart the latest of their starts
 */
record IndexBatch(
    long after,
    @Nullable Long steps,
    List<Entry> entries,
    long last,
    long maxStart,
    Set<String> words,
    Set<KnownAttribute> attributes) {
  private static final int AT_ONCE = 256;

  /** New words are what takes time within the lock: a span of noise has as many as 100 others. */
  private static final int MAX_WORDS = 4_000;

  private static final String NEXT =
      SpanRows.SPANS + " WHERE p.seq > ? ORDER BY p.seq LIMIT " + AT_ONCE;
  private static final MultiInsert ENTRIES =
      new MultiInsert("INSERT INTO span_index (rowid, tokens) VALUES %s", 2);
  private static final String ZONE =
      """
      INSERT INTO index_zone
      SELECT ?1, max(?2, ifnull((SELECT max_start FROM index_zone ORDER BY last_seq DESC LIMIT 1), ?2))
      """;
  private static final String STEPS = "SELECT steps FROM pruned";

  private record Entry(long seq, String tokens) {}

  /** Empty where there is none. */
  static Optional<IndexBatch> read(SqlSession session) throws SQLException {
    Long after = IndexState.position(session);
    if (after == null) {
      return Optional.empty();
    }
    PreparedStatement statement = session.prepared(NEXT);
    SqlSession.bind(statement, after);
    SpanRows spans = new SpanRows(session);
    SpanTokens tokens = new SpanTokens();
    List<Entry> entries = new ArrayList<>();
    long last = after;
    long maxStart = Long.MIN_VALUE;
    try (ResultSet rows = statement.executeQuery()) {
      while (tokens.words().size() < MAX_WORDS && rows.next()) {
        last = rows.getLong(1);
        maxStart = Math.max(maxStart, rows.getLong(SpanRows.START));
        StoredSpan span = readable(spans, rows);
        if (span != null) {
          entries.add(new Entry(last, tokens.of(span)));
        }
      }
    }
    return last == after
        ? Optional.empty()
        : Optional.of(
            new IndexBatch(
                after,
                session.number(STEPS),
                entries,
                last,
                maxStart,
                tokens.words(),
                tokens.attributes()));
  }

  /** Null for a damaged span, which must not hold up those behind it. */
  static @Nullable StoredSpan readable(SpanRows spans, ResultSet row) throws SQLException {
    try {
      return spans.span(row);
    } catch (SQLException e) {
      if (SqliteFailures.code(e) != 0) {
        throw e;
      }
      return null;
    }
  }

  /** Whether nobody went on or removed a span since. */
  boolean isCurrent(SqlSession locked) throws SQLException {
    return Objects.equals(after, IndexState.position(locked))
        && Objects.equals(steps, locked.number(STEPS));
  }

  /**
   * @param maxWords different ones that the file may have
   */
  void write(SqlSession locked, long maxWords) throws SQLException {
    boolean known = Vocabulary.add(locked, words, maxWords);
    if (!entries.isEmpty()) {
      MultiInsert.Run insert = ENTRIES.into(locked, entries.size());
      for (Entry entry : entries) {
        insert.add(entry.seq());
        // With a word that no part leads to, it is one that every part may be in.
        insert.add(known ? entry.tokens() : entry.tokens() + " " + Marks.LONG);
      }
      insert.finish();
    }
    for (KnownAttribute one : attributes) {
      locked.update("INSERT OR IGNORE INTO attribute_key VALUES (?, ?)", one.key(), one.type());
    }
    locked.update("DELETE FROM index_zone WHERE last_seq < (SELECT min(seq) FROM span)");
    locked.update(ZONE, last, maxStart);
    IndexState.advance(locked, last);
  }
}
