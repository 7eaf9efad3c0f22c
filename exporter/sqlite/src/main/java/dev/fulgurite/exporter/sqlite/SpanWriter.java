package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Inserts the spans of one batch within a transaction, for which it lives. Not thread-safe. */
final class SpanWriter {
  private static final MultiInsert SPANS =
      new MultiInsert(
          """
          INSERT OR IGNORE INTO span (seq, trace_id, span_id, parent_id, session_id, context_id, name_id,
            model_id, event_kind, span_kind, status, start_nanos, nanos, reward, input_tokens, output_tokens, block_id,
            slot)
          VALUES %s
          """,
          18);
  private static final String TRACE =
      """
      INSERT INTO trace (hi, lo, spans) VALUES (?, ?, ?)
      ON CONFLICT (hi, lo) DO UPDATE SET spans = spans + excluded.spans RETURNING id
      """;
  private static final String SESSION =
      """
      INSERT INTO session (text, last_seq) VALUES (?, ?)
      ON CONFLICT (text) DO UPDATE SET last_seq = max(last_seq, excluded.last_seq) RETURNING id
      """;
  private static final String BLOCK =
      """
      INSERT INTO block (id, spans, messages, session_id, seq, codec, codebook_id, size, data)
      VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?)
      """;

  private final SqlSession session;
  private final Packer packer;
  private final Map<String, Long> sessions = new HashMap<>();
  private long firstSequence;

  private record TraceId(long high, long low) {
    static TraceId of(SpanKey key) {
      return new TraceId(key.traceHigh(), key.traceLow());
    }
  }

  SpanWriter(SqlSession session, Packer packer) {
    this.session = session;
    this.packer = packer;
  }

  /** How many were new. First in its transaction, since it may begin that anew. */
  int insert(Packing packing) throws SQLException {
    prepare();
    if (insertAll(packing)) {
      return packing.rows().size();
    }
    packing.finish(); // nothing of it goes on beside us
    session.beginAnew();
    session.known().clear();
    prepare();
    List<SpanRow> fresh = fresh(packing.rows());
    if (!insertAll(packer.start(fresh))) {
      throw new SQLException("spans appeared that were not there, under the write lock");
    }
    return fresh.size();
  }

  private void prepare() throws SQLException {
    session.known().refresh(session);
    if (session.known().isNew()) {
      session.codebooks().handNewest(packer);
    }
    firstSequence = nextSequence();
  }

  /** As {@link #insert}, of spans that are not there, under given numbers and as no activity. */
  void insertAt(Packing packing, long[] sequences) throws SQLException {
    session.known().refresh(session);
    long last = sequences[packing.rows().size() - 1];
    if (!insertAll(packing, row -> sequences[row], 0)) {
      throw new SQLException("a span is there twice");
    }
    packer.stored(last);
  }

  /** Tells the packer, once the transaction has committed. */
  void committed(int added) {
    packer.stored(firstSequence + added - 1);
  }

  /** The sessions written to. */
  Set<Long> sessions() {
    return Set.copyOf(sessions.values());
  }

  /** Of the spans inserted; those before were there already. */
  long firstSequence() {
    return firstSequence;
  }

  private long nextSequence() throws SQLException {
    Long last = session.number("SELECT seq FROM sqlite_sequence WHERE name = 'span'");
    return last == null ? 1 : last + 1;
  }

  private interface Numbering {
    long sequence(int row);
  }

  private boolean insertAll(Packing packing) throws SQLException {
    long last = firstSequence + packing.rows().size() - 1;
    return insertAll(packing, row -> firstSequence + row, last);
  }

  /** False where one was there already; what was done is then to be rolled back. */
  private boolean insertAll(Packing packing, Numbering numbering, long activity)
      throws SQLException {
    List<SpanRow> rows = packing.rows();
    if (rows.isEmpty()) {
      return true;
    }
    sessions.clear();
    Map<TraceId, Long> traces = traces(rows);
    Settings settings = new Settings(session);
    Dictionary dictionary = new Dictionary(session);
    Map<BlockDraft, Long> blocks = new HashMap<>();
    long nextBlock = nextBlock();
    MultiInsert.Run insert = SPANS.into(session, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      SpanRow row = rows.get(i);
      SpanFacts facts = row.facts();
      BlockDraft.Place place = packing.place(i);
      Long block = blocks.get(place.draft());
      if (block == null) {
        block = nextBlock++;
        blocks.put(place.draft(), block);
      }
      long sessionId = sessionId(facts.sessionId(), activity);
      insert.add(numbering.sequence(i));
      insert.add(Objects.requireNonNull(traces.get(TraceId.of(row.key()))));
      insert.add(row.key().spanId());
      insert.add(row.parent());
      insert.add(sessionId);
      insert.add(settings.id(sessionId, row.setting(), dictionary));
      insert.add(dictionary.id(Dictionary.NAME, facts.name()));
      insert.add(dictionary.idOrNull(Dictionary.MODEL, row.model()));
      insert.add(EnumCodes.EVENT_KINDS.code(facts.kind()));
      insert.add(EnumCodes.SPAN_KINDS.code(row.kind()));
      insert.add(EnumCodes.STATUSES.code(row.status()));
      insert.add(facts.startEpochNanos());
      insert.add(facts.endEpochNanos() - facts.startEpochNanos());
      insert.add(facts.reward());
      insert.add(facts.inputTokens());
      insert.add(facts.outputTokens());
      insert.add(block);
      insert.add(place.slot());
    }
    if (insert.finish() != rows.size()) {
      return false;
    }
    insertBlocks(packing, blocks, numbering.sequence(rows.size() - 1));
    return true;
  }

  private void insertBlocks(Packing packing, Map<BlockDraft, Long> ids, long sequence)
      throws SQLException {
    for (BlockDraft draft : packing.finish()) {
      PackedBlock packed = Objects.requireNonNull(draft.packed);
      Codebook codebook = packed.codebook;
      session.codebooks().keep(codebook, sequence);
      session.update(
          BLOCK,
          ids.get(draft),
          draft.rows.size(),
          sessions.get(draft.rows.get(0).setting().session()),
          sequence,
          packed.codec,
          codebook == null ? null : codebook.id(),
          packed.size,
          packed.data);
    }
  }

  private long nextBlock() throws SQLException {
    Long last = session.number("SELECT max(id) FROM block");
    return last == null ? 1 : last + 1;
  }

  private Map<TraceId, Long> traces(List<SpanRow> rows) throws SQLException {
    Map<TraceId, Integer> counts = new HashMap<>();
    for (SpanRow row : rows) {
      counts.merge(TraceId.of(row.key()), 1, Integer::sum);
    }
    Map<TraceId, Long> ids = new HashMap<>();
    for (Map.Entry<TraceId, Integer> trace : counts.entrySet()) {
      TraceId id = trace.getKey();
      ids.put(id, session.number(TRACE, id.high(), id.low(), trace.getValue()));
    }
    return ids;
  }

  /** Last activity is an order of arrival, not a time: clocks jump. */
  private long sessionId(String text, long lastSequence) throws SQLException {
    Long id = sessions.get(text);
    if (id == null) {
      id = Objects.requireNonNull(session.number(SESSION, text, lastSequence));
      sessions.put(text, id);
    }
    return id;
  }

  /** Those that are neither in the file nor twice among them. */
  private List<SpanRow> fresh(List<SpanRow> rows) throws SQLException {
    Set<SpanKey> seen = new HashSet<>();
    List<SpanRow> fresh = new ArrayList<>();
    for (SpanRow row : rows) {
      if (seen.add(row.key()) && !isThere(row.key())) {
        fresh.add(row);
      }
    }
    return fresh;
  }

  private boolean isThere(SpanKey key) throws SQLException {
    return session.number(
            """
            SELECT 1 FROM span WHERE span_id = ?
              AND trace_id = (SELECT id FROM trace WHERE hi = ? AND lo = ?)
            """,
            key.spanId(),
            key.traceHigh(),
            key.traceLow())
        != null;
  }
}
