package dev.fulgurite.exporter.sqlite;

import static java.util.stream.Collectors.joining;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a row says of a span so that it is found and counted, all of which can be told from the span
 * itself: where both differ, the row is wrong. By what it is about, in words.
 */
record Filing(Map<String, @Nullable Object> entries) {
  private static final String COLUMNS =
      """
      SELECT p.seq, p.session_id, p.user_id, p.source_id, p.event_kind, p.reward, p.input_tokens,
        p.output_tokens, p.model_id, p.rollout_id, p.attempt_id, p.agent_id
      FROM span_row p
      """;

  /** The numbers of all spans in order, and how they are filed, for {@link #of}. */
  static final String ALL = COLUMNS + " ORDER BY p.seq";

  /** Of those that programs before version 7 may have filed otherwise. */
  static final String DOUBTFUL =
      COLUMNS
          + " WHERE p.event_kind IN (%s) OR max(p.input_tokens, p.output_tokens) > %d"
              .formatted(doubtful(), SpanFacts.MAX_TOKENS)
          + " OR min(p.input_tokens, p.output_tokens) < 0 ORDER BY p.seq";

  /** Contexts that another session's spans stand in. */
  static final String STRANGE_CONTEXTS =
      """
      SELECT DISTINCT c.id FROM span p JOIN context c ON c.id = p.context_id
      WHERE c.session_id <> p.session_id
      """;

  private static String doubtful() {
    return Stream.of(EventKind.SPAN, EventKind.REWARD, EventKind.ANNOTATION, EventKind.OPERATION)
        .map(kind -> String.valueOf(EnumCodes.EVENT_KINDS.code(kind)))
        .collect(joining(", "));
  }

  /** Of a row of {@link #ALL}. */
  static Filing of(ResultSet row, Texts texts) throws SQLException {
    Filing filing = new Filing(new LinkedHashMap<>());
    filing.entries.put("session", texts.session(row.getLong(2)));
    filing.entries.put("user", text(row, 3, texts));
    filing.entries.put("session source", text(row, 4, texts));
    filing.entries.put("kind", EnumCodes.EVENT_KINDS.constant(row.getInt(5)));
    double reward = row.getDouble(6);
    filing.entries.put("reward", row.wasNull() ? null : reward);
    filing.entries.put("input tokens", row.getLong(7));
    filing.entries.put("output tokens", row.getLong(8));
    filing.entries.put("model", text(row, 9, texts));
    filing.entries.put("rollout", text(row, 10, texts));
    filing.entries.put("attempt", text(row, 11, texts));
    filing.entries.put("agent", text(row, 12, texts));
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
