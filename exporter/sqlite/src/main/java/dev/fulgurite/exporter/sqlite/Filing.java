package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a row says of a span so that it is found and counted, all of which can be told from the span
 * itself: where both differ, the row is wrong. By what it is about, in words.
 */
record Filing(Map<String, @Nullable Object> entries) {
  private static final String OF_ALL =
      """
      SELECT p.seq, p.session_id, p.user_id, p.source_id, p.event_kind, p.reward, p.input_tokens,
        p.output_tokens%s
      FROM span_row p ORDER BY p.seq
      """;

  /** Contexts that another session's spans stand in. */
  static final String STRANGE_CONTEXTS =
      """
      SELECT DISTINCT c.id FROM span p JOIN context c ON c.id = p.context_id
      WHERE c.session_id <> p.session_id
      """;

  private static final String SINCE_VERSION_3 =
      ", p.model_id, p.rollout_id, p.attempt_id, p.agent_id";

  /**
   * The numbers of all spans and how they are filed, for {@link #of(ResultSet, Texts, boolean)}.
   */
  static String ofAll(boolean older) {
    return OF_ALL.formatted(older ? "" : SINCE_VERSION_3);
  }

  /** Of a row of {@link #ofAll}. */
  static Filing of(ResultSet row, Texts texts, boolean older) throws SQLException {
    Filing filing = new Filing(new LinkedHashMap<>());
    filing.entries.put("session", texts.session(row.getLong(2)));
    filing.entries.put("user", text(row, 3, texts));
    filing.entries.put("session source", text(row, 4, texts));
    filing.entries.put("kind", EnumCodes.EVENT_KINDS.constant(row.getInt(5)));
    double reward = row.getDouble(6);
    filing.entries.put("reward", row.wasNull() ? null : reward);
    filing.entries.put("input tokens", row.getLong(7));
    filing.entries.put("output tokens", row.getLong(8));
    if (!older) {
      filing.entries.put("model", text(row, 9, texts));
      filing.entries.put("rollout", text(row, 10, texts));
      filing.entries.put("attempt", text(row, 11, texts));
      filing.entries.put("agent", text(row, 12, texts));
    }
    return filing;
  }

  private static @Nullable String text(ResultSet row, int column, Texts texts) throws SQLException {
    long id = row.getLong(column);
    return row.wasNull() ? null : texts.text(id);
  }

  /** As {@code span} is to be filed. */
  static Filing of(StoredSpan span) {
    SpanFacts facts = SpanFacts.of(span);
    Filing filing = new Filing(new LinkedHashMap<>());
    filing.entries.put("session", storable(facts.sessionId()));
    filing.entries.put("user", storable(facts.userId()));
    filing.entries.put("session source", storable(facts.sessionSource()));
    filing.entries.put("kind", facts.kind());
    Double reward = facts.reward();
    filing.entries.put("reward", reward == null ? null : reward + 0.0); // SQLite has no -0
    filing.entries.put("input tokens", facts.inputTokens());
    filing.entries.put("output tokens", facts.outputTokens());
    filing.entries.put("model", storable(span.string(GenAi.REQUEST_MODEL)));
    filing.entries.put("rollout", storable(span.string(AgentLightning.ROLLOUT_ID)));
    filing.entries.put("attempt", storable(span.string(AgentLightning.ATTEMPT_ID)));
    filing.entries.put("agent", storable(span.string(GenAi.AGENT_NAME)));
    return filing;
  }

  private static @Nullable String storable(@Nullable String text) {
    return text == null ? null : Json.storable(text);
  }

  /** What a row says differently than {@code right} does. */
  List<String> differencesFrom(Filing right) {
    List<String> different = new ArrayList<>();
    entries.forEach(
        (what, value) -> {
          if (!Objects.equals(value, right.entries.get(what))) {
            different.add(what);
          }
        });
    return different;
  }
}
