package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The views that users ask, made for one connection only, so that the tables below may change.
 * Their columns are described in docs/sql.md.
 */
final class SqlViews {
  /** Gives the attributes of the span with this number as JSON. */
  static final String ATTRIBUTES = "fulgurite_attributes";

  /** Gives what the status of the span with this number says besides; null for nothing. */
  static final String STATUS_MESSAGE = "fulgurite_status_message";

  private static final String SPANS =
      """
      CREATE TEMP VIEW IF NOT EXISTS spans AS
      SELECT format('%016x%016x', p.trace_hi, p.trace_lo) AS trace_id,
        format('%016x', p.span_id) AS span_id,
        CASE WHEN p.parent_id IS NOT NULL THEN format('%016x', p.parent_id) END AS parent_id,
        (SELECT text FROM main.session WHERE id = p.session_id) AS session_id,
        (SELECT text FROM main.dictionary WHERE id = p.user_id) AS user_id,
        (SELECT text FROM main.dictionary WHERE id = p.rollout_id) AS rollout_id,
        (SELECT text FROM main.dictionary WHERE id = p.attempt_id) AS attempt_id,
        (SELECT text FROM main.dictionary WHERE id = p.name_id) AS name,
        ${kind} AS kind, ${span_kind} AS span_kind, ${status} AS status,
        ${status_message}(p.seq) AS status_message,
        ${start_time} AS start_time,
        p.start_nanos AS start_nanos, p.start_nanos + p.nanos AS end_nanos,
        p.nanos / 1e6 AS duration_ms,
        (SELECT text FROM main.dictionary WHERE id = p.agent_id) AS agent,
        (SELECT text FROM main.dictionary WHERE id = p.model_id) AS model,
        p.input_tokens AS input_tokens, p.output_tokens AS output_tokens, p.reward AS reward,
        ${attributes}(p.seq) AS attributes, p.seq AS seq
      FROM main.span_row p
      """;
  private static final String REWARDS =
      """
      CREATE TEMP VIEW IF NOT EXISTS rewards AS
      SELECT trace_id, span_id, parent_id, session_id, user_id, rollout_id, attempt_id,
        start_time, start_nanos, agent, reward AS value, attributes, seq
      FROM spans WHERE reward IS NOT NULL
      """;
  private static final String SESSIONS =
      """
      CREATE TEMP VIEW IF NOT EXISTS sessions AS
      SELECT s.text AS session_id,
        (SELECT text FROM main.dictionary WHERE id = s.user_id) AS user_id,
        (SELECT count(*) FROM main.session_trace WHERE session_id = s.id) AS traces,
        s.spans AS spans, s.messages AS messages, s.model_calls AS model_calls,
        s.tool_calls AS tool_calls, s.errors AS errors, s.rewards AS rewards, s.reward AS reward,
        s.input_tokens AS input_tokens, s.output_tokens AS output_tokens,
        ${finished} AS finished,
        ${start_time} AS start_time, s.start_nanos AS start_nanos, s.end_nanos AS end_nanos
      FROM main.session s WHERE s.spans > 0
      """
          .replace("${finished}", SchemaV6.FINISHED)
          .replace("${start_time}", time("s.start_nanos"));
  private static final String TRACES =
      """
      CREATE TEMP VIEW IF NOT EXISTS traces AS
      SELECT format('%016x%016x', t.hi, t.lo) AS trace_id,
        coalesce(
          (SELECT text FROM main.session WHERE id = t.session_id),
          format('%016x%016x', t.hi, t.lo)) AS session_id,
        (SELECT text FROM main.dictionary WHERE id = coalesce(t.root_name_id, t.first_name_id))
          AS name,
        t.spans AS spans, t.model_calls AS model_calls, t.tool_calls AS tool_calls,
        t.errors AS errors, t.reward AS reward,
        t.input_tokens AS input_tokens, t.output_tokens AS output_tokens,
        ${start_time} AS start_time, t.start_nanos AS start_nanos, t.end_nanos AS end_nanos
      FROM main.trace t WHERE t.spans > 0
      """
          .replace("${start_time}", time("t.start_nanos"));

  static void create(SqlSession session) throws SQLException {
    session.run(
        SPANS
            .replace("${kind}", words("p.event_kind", EnumCodes.EVENT_KINDS.words()))
            .replace("${span_kind}", words("p.span_kind", EnumCodes.SPAN_KINDS.words()))
            .replace("${status}", words("p.status", EnumCodes.STATUSES.words()))
            .replace("${start_time}", time("p.start_nanos"))
            .replace("${status_message}", STATUS_MESSAGE)
            .replace("${attributes}", ATTRIBUTES));
    session.run(REWARDS);
    session.run(SESSIONS);
    session.run(TRACES);
  }

  /** To the millisecond that has begun; strftime's own fractions are rounded to the next. */
  private static String time(String nanos) {
    String millis = "((%1$s - (%1$s %% 1000000 < 0) * 999999) / 1000000)".formatted(nanos);
    String part = "((%1$s %% 1000 + 1000) %% 1000)".formatted(millis);
    return "strftime('%%Y-%%m-%%d %%H:%%M:%%S', (%1$s - %2$s) / 1000, 'unixepoch') || format('.%%03d', %2$s)"
        .formatted(millis, part);
  }

  private static String words(String column, List<String> words) {
    List<String> cases = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      cases.add("WHEN " + i + " THEN '" + words.get(i) + "'");
    }
    return "CASE " + column + " " + String.join(" ", cases) + " END";
  }

  private SqlViews() {}
}
