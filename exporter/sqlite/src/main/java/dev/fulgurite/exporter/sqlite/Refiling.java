package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes rows say of their spans what these say themselves. Lives for one transaction. */
final class Refiling {
  private static final String UPDATE =
      """
      UPDATE span SET session_id = ?, context_id = ?, model_id = ?, event_kind = ?, reward = ?,
        input_tokens = ?, output_tokens = ?
      WHERE seq = ?
      """;

  private final SqlSession locked;
  private final SpanRows spans;
  private final Settings settings;
  private final Dictionary dictionary;

  Refiling(SqlSession locked) throws SQLException {
    this.locked = locked;
    this.spans = new SpanRows(locked);
    this.settings = new Settings(locked);
    this.dictionary = new Dictionary(locked);
  }

  /** Spans that older programs filed otherwise than is right now. How many those were. */
  static int ofOlder(SqlSession locked) throws SQLException {
    Refiling refiling = new Refiling(locked);
    List<Long> misfiled = new ArrayList<>();
    try (ResultSet rows = locked.prepared(Filing.DOUBTFUL).executeQuery()) {
      while (rows.next()) {
        StoredSpan span = refiling.spans.readable(rows.getLong(1));
        if (span != null
            && !Filing.of(rows, locked.texts()).differencesFrom(Filing.of(span)).isEmpty()) {
          misfiled.add(rows.getLong(1));
        }
      }
    }
    for (long seq : misfiled) {
      refiling.run(seq);
    }
    return misfiled.size();
  }

  /** Summaries and indexes are to be made anew afterwards. */
  void run(long seq) throws SQLException {
    StoredSpan span = spans.span(seq);
    SpanFacts facts = SpanFacts.of(span);
    SpanSetting setting =
        SpanSetting.of(
            span, facts, Origin.Scope.of(span).encode(), Origin.Resource.of(span).encode());
    long session = Owners.session(locked, setting.session());
    locked.update(
        UPDATE,
        session,
        settings.id(session, setting, dictionary),
        dictionary.idOrNull(Dictionary.MODEL, span.string(GenAi.REQUEST_MODEL)),
        EnumCodes.EVENT_KINDS.code(facts.kind()),
        facts.reward(),
        facts.inputTokens(),
        facts.outputTokens(),
        seq);
  }
}
