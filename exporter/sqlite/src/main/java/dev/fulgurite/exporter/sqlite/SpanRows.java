package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
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

/** Turns rows back into spans; lives for one query. Not thread-safe. */
final class SpanRows {
  /** Whole spans; small numbers share a column, since each column of a row costs. */
  static final String SPANS =
      """
      SELECT p.seq, p.start_nanos, p.nanos, p.trace_hi, p.trace_lo, p.span_id, p.parent_id,
        p.name_id, (p.scope_id << 32) | p.resource_id, p.block_id,
        (ifnull(p.slot, 0) << 32) | (p.span_kind << 16) | p.status, p.codec, p.body
      FROM span_row p
      """;

  /** Which spans, and when they start. */
  static final String NUMBERS = "SELECT p.seq, p.start_nanos FROM span_row p";

  /** The column of {@link #SPANS} and {@link #NUMBERS} with the start. */
  static final int START = 2;

  /** What summaries need: no bodies are read. */
  static final String FACTS =
      """
      SELECT p.session_id, p.source_id, p.user_id, p.trace_hi, p.trace_lo, p.parent_id IS NULL,
        p.name_id, p.event_kind, p.status, p.reward, p.input_tokens, p.output_tokens,
        p.start_nanos, p.nanos
      FROM span_row p
      """;

  /** Spans to read for which the helper is woken. */
  private static final int WORTH_HELP = 64;

  /** Spans that are asked for by their numbers at once. */
  static final int MANY = 32;

  /** Spans of one query that are kept, so that who reads through all does not push out the rest. */
  private static final int MOST_RECENT = 1_000;

  private static final String BY_SEQ = SPANS + " WHERE p.seq = ?";
  private static final String BY_SEQS = SPANS + " WHERE p.seq IN (?" + ", ?".repeat(MANY - 1) + ")";

  private final SqlSession session;
  private final Texts texts;
  private final Blocks blocks;
  private final RecentSpans recent;
  private final long steps;
  private int roomForRecent = MOST_RECENT;
  private SpanKey lastKey = new SpanKey(0, 0, 0);
  private String lastTrace = lastKey.traceId();

  SpanRows(SqlSession session) throws SQLException {
    this.session = session;
    this.texts = session.texts();
    this.blocks = new Blocks(session);
    texts.refresh();
    Long counted = texts.steps();
    this.recent = counted == null ? RecentSpans.NONE : session.recent();
    this.steps = counted == null ? 0 : counted;
  }

  /** The span that a statement before saw in the same transaction. */
  StoredSpan span(long seq) throws SQLException {
    PreparedStatement statement = session.prepared(BY_SEQ);
    statement.setLong(1, seq);
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("span " + seq + " is missing");
      }
      return span(rows);
    }
  }

  /** The next {@code most} of {@link #SPANS}, fewer only at the end. */
  List<PageLine> lines(ResultSet rows, int most) throws SQLException {
    List<PageLine> lines = new ArrayList<>(most);
    while (lines.size() < most && rows.next()) {
      PageLine made = made(rows.getLong(1));
      lines.add(made == null ? SpanLine.of(rows) : made);
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
    PreparedStatement statement = session.prepared(BY_SEQS);
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

  /** The span of a line, which is kept for whoever asks for it next. */
  StoredSpan span(PageLine line) throws SQLException {
    if (line instanceof PageLine.Made made) {
      return made.span();
    }
    StoredSpan span = span((SpanLine) line);
    if (roomForRecent > 0) {
      roomForRecent--;
      recent.put(steps, line.seq(), span);
    }
    return span;
  }

  /** From the current row of {@link #SPANS}. */
  StoredSpan span(ResultSet row) throws SQLException {
    return span(SpanLine.of(row));
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
    blocks.prefetch(wanted, count >= WORTH_HELP);
  }

  /** Of what was read ahead nothing more is needed. */
  void end() {
    blocks.end();
  }

  private StoredSpan span(SpanLine line) throws SQLException {
    SpanBody body = body(line);
    Origin.Scope scope = texts.scope(line.origin() >> 32);
    Origin.Resource resource = texts.resource(line.origin() & 0xffff_ffffL);
    Long parent = line.parent();
    return new StoredSpan(
        trace(line.traceHigh(), line.traceLow()),
        SpanKey.hex(line.spanId()),
        parent == null ? null : SpanKey.hex(parent),
        body.parentRemote,
        body.traceState,
        body.name == null ? texts.text(line.name()) : body.name,
        EnumCodes.SPAN_KINDS.constant((int) line.codes() >> 16),
        line.start(),
        line.start() + line.nanos(),
        EnumCodes.STATUSES.constant((short) line.codes()),
        body.statusDescription,
        body.attributes,
        body.events,
        body.links,
        resource.attributes(),
        resource.schemaUrl(),
        scope.name(),
        scope.version());
  }

  /** Spans of a trace mostly come together. */
  private String trace(long high, long low) {
    if (high != lastKey.traceHigh() || low != lastKey.traceLow()) {
      lastKey = new SpanKey(high, low, 0);
      lastTrace = lastKey.traceId();
    }
    return lastTrace;
  }

  /** From the current row of {@link #FACTS}. */
  SpanFacts facts(ResultSet row) throws SQLException {
    EventKind kind = EnumCodes.EVENT_KINDS.constant(row.getInt(8));
    StatusCode status = EnumCodes.STATUSES.constant(row.getInt(9));
    long start = row.getLong(13);
    return new SpanFacts(
        texts.session(row.getLong(1)),
        optionalText(row.getLong(2)),
        optionalText(row.getLong(3)),
        trace(row.getLong(4), row.getLong(5)),
        row.getInt(6) != 0,
        texts.text(row.getLong(7)),
        kind,
        SpanFacts.isError(status, kind),
        optionalDouble(row, 10),
        row.getLong(11),
        row.getLong(12),
        start,
        start + row.getLong(14),
        0);
  }

  private static @Nullable Double optionalDouble(ResultSet row, int column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  private SpanBody body(SpanLine line) throws SQLException {
    try {
      Long block = line.block();
      return block != null
          ? blocks.span(block, line.slot())
          : SpanBody.decode(line.codec(), line.body().readBytes(line.body().left()));
    } catch (IOException e) {
      throw new SQLException("body of span " + line.seq() + " is damaged: " + e, e);
    }
  }

  private @Nullable String optionalText(long id) throws SQLException {
    return id == 0 ? null : texts.text(id);
  }
}
