package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a page: of those that were asked for lately nothing is read, the bodies of the
 * others together. Lives for one query. Not thread-safe.
 */
final class PageSpans {
  /** Spans that are asked for by their numbers at once. */
  static final int MANY = 32;

  private static final String AMONG =
      SpanRows.SPANS + " WHERE p.seq IN (?" + ", ?".repeat(MANY - 1) + ")";

  /** Spans to read for which the helper is woken. */
  private static final int WORTH_HELP = 64;

  /** Spans of one query that are kept, so that who reads through all does not push out the rest. */
  private static final int MOST_RECENT = 1_000;

  private final SqlSession session;
  private final SpanRows rows;
  private final RecentSpans recent;
  private final long steps;
  private int roomForRecent = MOST_RECENT;

  PageSpans(SqlSession session) throws SQLException {
    this.session = session;
    this.rows = new SpanRows(session);
    Long counted = session.texts().steps();
    this.recent = counted == null ? RecentSpans.NONE : session.recent();
    this.steps = counted == null ? 0 : counted;
  }

  /** The next {@code most} of {@link SpanRows#SPANS}, fewer only at the end. */
  List<PageLine> lines(ResultSet found, int most) throws SQLException {
    List<PageLine> lines = new ArrayList<>(most);
    while (lines.size() < most && found.next()) {
      PageLine made = made(found.getLong(1));
      lines.add(made == null ? SpanLine.of(found) : made);
    }
    return lines;
  }

  /**
   * At most {@link #MANY} spans that a statement before saw in the same transaction, in that order.
   */
  List<PageLine> lines(List<Long> seqs) throws SQLException {
    Map<Long, PageLine> found = new HashMap<>();
    List<Long> missing = new ArrayList<>();
    for (Long seq : seqs) {
      PageLine made = made(seq);
      if (made == null) {
        missing.add(seq);
      } else {
        found.put(seq, made);
      }
    }
    if (!missing.isEmpty()) {
      addRows(missing, found);
    }
    List<PageLine> lines = new ArrayList<>();
    for (Long seq : seqs) {
      PageLine line = found.get(seq);
      if (line == null) {
        throw new SQLException("span " + seq + " is missing");
      }
      lines.add(line);
    }
    return lines;
  }

  private void addRows(List<Long> seqs, Map<Long, PageLine> found) throws SQLException {
    PreparedStatement statement = session.prepared(AMONG);
    for (int i = 0; i < MANY; i++) {
      statement.setLong(i + 1, seqs.get(Math.min(i, seqs.size() - 1)));
    }
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        SpanLine line = SpanLine.of(rows);
        found.put(line.seq(), line);
      }
    }
  }

  private @Nullable PageLine made(long seq) {
    StoredSpan span = recent.get(steps, seq);
    return span == null ? null : new PageLine.Made(seq, span);
  }

  /** Reads what the bodies of {@code lines} need, together. */
  void prefetch(List<PageLine> lines) throws SQLException {
    Map<Long, BitSet> wanted = new LinkedHashMap<>();
    int count = 0;
    for (PageLine any : lines) {
      if (any instanceof SpanLine line && line.block() != null && line.slot() >= 0) {
        wanted.computeIfAbsent(line.block(), block -> new BitSet()).set(line.slot());
        count++;
      }
    }
    rows.blocks().prefetch(wanted, count >= WORTH_HELP);
  }

  /** Of what was read ahead nothing more is needed. */
  void end() {
    rows.blocks().end();
  }

  /** It is kept for whoever asks for it next. */
  StoredSpan span(PageLine line) throws SQLException {
    if (line instanceof PageLine.Made made) {
      return made.span();
    }
    StoredSpan span = rows.span((SpanLine) line);
    if (roomForRecent > 0) {
      roomForRecent--;
      recent.put(steps, line.seq(), span);
    }
    return span;
  }
}
