package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
  private static final String BLOCK =
      """
      INSERT INTO block (id, spans, messages, session_id, seq, codec, codebook_id, size, data)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** Some spans are there already, and then the codebook is not: each is found at its turn. */
  private static final int REASONS_TO_BEGIN_ANEW = 2;

  private final SqlSession session;
  private final Packer packer;
  private long firstSequence;
  private long firstBlock;
  private @Nullable Packing inserted;
  private Set<Long> sessions = Set.of();

  SpanWriter(SqlSession session, Packer packer) {
    this.session = session;
    this.packer = packer;
  }

  /** How many were new. First in its transaction, since it may begin that anew. */
  int insert(Packing packing) throws SQLException {
    prepare();
    if (insertAll(current(packing))) {
      return packing.rows().size();
    }
    for (int i = 0; i < REASONS_TO_BEGIN_ANEW; i++) {
      session.beginAnew();
      session.known().clear();
      prepare();
      List<SpanRow> fresh = fresh(packing.rows());
      if (insertAll(packer.start(fresh))) {
        return fresh.size();
      }
    }
    throw new SQLException("spans appeared that were not there, under the write lock");
  }

  /** It, or the same spans packed again where it counts on what may be gone. */
  private Packing current(Packing packing) {
    return packing.isStale(packer.messages()) ? packer.start(packing.rows()) : packing;
  }

  private void prepare() throws SQLException {
    if (session.known().refresh(session)) {
      packer.forget();
    }
    if (session.known().isNew()) {
      session.codebooks().handNewest(packer);
    }
    firstSequence = nextSequence();
  }

  /**
   * As {@link #insert}, of spans that are not there, under given numbers; as no activity and with
   * no summaries, since version 3 has none.
   */
  void insertAt(Packing packing, long[] sequences) throws SQLException {
    session.known().refresh(session);
    Owners owners = Owners.plain(session, packing.rows());
    if (!insertRows(packing, row -> sequences[row], owners)) {
      throw new SQLException("a span is there twice");
    }
    packer.stored(sequences[packing.rows().size() - 1]);
  }

  /** Tells the packer, once the transaction has committed. */
  void committed(int added) {
    long last = firstSequence + added - 1;
    packer.stored(last);
    if (inserted != null) {
      inserted.remember(firstBlock, last);
    }
  }

  /** When a step of pruning was counted, which removed {@code gone} whole, or no session. */
  void removed(@Nullable String gone) throws SQLException {
    session.known().removed(session, gone);
    if (gone != null) {
      packer.messages().forget(gone);
    }
  }

  /** When messages at such places are removed. */
  void forgetMessages(Predicate<MessageReference> gone) {
    packer.messages().forget(gone);
  }

  /** The sessions written to. */
  Set<Long> sessions() {
    return sessions;
  }

  /** Of the spans inserted; those before were there already. */
  long firstSequence() {
    return firstSequence;
  }

  private long nextSequence() throws SQLException {
    Long last = session.number("SELECT seq FROM sqlite_sequence WHERE name = 'span'");
    return last == null ? 1 : last + 1;
  }

  /** False where one was there already; what was done is then to be rolled back. */
  private boolean insertAll(Packing packing) throws SQLException {
    List<SpanRow> rows = packing.rows();
    if (rows.isEmpty()) {
      return true;
    }
    Numbering numbering = row -> firstSequence + row;
    SummaryWriter summaries = new SummaryWriter(session, new Dictionary(session), rows);
    Owners owners = summaries.writeOwners(numbering.sequence(rows.size() - 1));
    if (!insertRows(packing, numbering, owners)) {
      return false;
    }
    summaries.writeRest(numbering);
    sessions = owners.sessions();
    return true;
  }

  private boolean insertRows(Packing packing, Numbering numbering, Owners owners)
      throws SQLException {
    List<SpanRow> rows = packing.rows();
    Settings settings = new Settings(session);
    Dictionary dictionary = new Dictionary(session);
    firstBlock = nextBlock();
    MultiInsert.Run insert = SPANS.into(session, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      SpanRow row = rows.get(i);
      SpanFacts facts = row.facts();
      BlockDraft.Place place = packing.place(i);
      long sessionId = owners.session(facts.sessionId());
      insert.add(numbering.sequence(i));
      insert.add(owners.trace(TraceId.of(row.key())));
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
      insert.add(firstBlock + place.draft().number);
      insert.add(place.slot());
    }
    if (insert.finish() != rows.size()) {
      return false;
    }
    if (!insertBlocks(packing, owners, numbering.sequence(rows.size() - 1))) {
      return false;
    }
    inserted = packing; // only now: of a batch that was there already nothing is in the file
    return true;
  }

  /** False where the packer's codebook is of use no more; it has another one then. */
  private boolean insertBlocks(Packing packing, Owners owners, long sequence) throws SQLException {
    for (BlockDraft draft : packing.finish()) {
      long id = firstBlock + draft.number;
      PackedBlock packed = session.sealing().seal(id, Objects.requireNonNull(draft.packed));
      Codebook codebook = packed.codebook;
      if (!session.codebooks().keep(codebook, sequence)) {
        session.codebooks().handNewest(packer);
        return false;
      }
      session.update(
          BLOCK,
          id,
          draft.rows.size(),
          draft.messages(),
          owners.session(draft.rows.get(0).setting().session()),
          sequence,
          packed.codec,
          codebook == null ? null : codebook.id(),
          packed.size,
          packed.data);
    }
    return true;
  }

  private long nextBlock() throws SQLException {
    Long last = session.number("SELECT max(id) FROM block");
    return last == null ? 1 : last + 1;
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
