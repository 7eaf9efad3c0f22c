package dev.fulgurite.exporter.sqlite;

import static java.util.stream.Collectors.joining;

import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AgentSummaries;
import dev.fulgurite.exporter.store.SpanFacts;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.stream.Stream;

/** What summaries have to say, told from the rows of spans. */
final class SummarySql {
  /** As Java adds: past the last number comes the first. SQLite would go on with a fraction. */
  private static final String END =
      """
      CASE WHEN typeof(p.start_nanos + p.nanos) = 'integer' THEN p.start_nanos + p.nanos
        WHEN p.nanos > 0 THEN (p.start_nanos - 9223372036854775807 - 1)
          + (p.nanos - 9223372036854775807 - 1)
        ELSE (p.start_nanos + 9223372036854775807 + 1) + (p.nanos + 9223372036854775807 + 1) END""";

  /** Of one span {@code p} or more, as {@code SpanTally} counts. */
  private static final String COUNTS =
      """
      count(*), count(*) FILTER (WHERE p.event_kind = %d), count(*) FILTER (WHERE p.event_kind = %d),
      count(*) FILTER (WHERE p.status = %d OR p.event_kind = %d),
      %s, %s"""
          .formatted(
              EnumCodes.EVENT_KINDS.code(EventKind.LLM),
              EnumCodes.EVENT_KINDS.code(EventKind.TOOL),
              EnumCodes.STATUSES.code(StatusCode.ERROR),
              EnumCodes.EVENT_KINDS.code(EventKind.EXCEPTION),
              tokens("p.input_tokens"),
              tokens("p.output_tokens"));

  static final String MESSAGE = "p.event_kind = " + EnumCodes.EVENT_KINDS.code(EventKind.MESSAGE);

  private static final String COUNTED =
      "spans, model_calls, tool_calls, errors, input_tokens, output_tokens";

  /** Columns of an owner of spans, and a query for their values. */
  private record Part(String columns, String select) {
    static Part counts(String owner) {
      return new Part(
          COUNTED + ", start_nanos, end_nanos",
          "SELECT " + COUNTS + ", min(p.start_nanos), max(" + END + ")" + of(owner));
    }

    static Part reward(String owner) {
      return new Part(
          "reward, reward_start, reward_sequence",
          "SELECT r.value, p.start_nanos, r.sequence"
              + of(owner, "CROSS JOIN reward r ON r.seq = p.seq", "p.reward IS NOT NULL")
              + " ORDER BY p.start_nanos DESC, r.sequence DESC, p.seq DESC LIMIT 1");
    }

    /** Of the earliest span for which {@code condition} holds; the first of equals. */
    static Part earliest(String columns, String values, String of) {
      return new Part(columns, "SELECT " + values + of + " ORDER BY p.start_nanos, p.seq LIMIT 1");
    }

    private static String of(String owner) {
      return of(owner, "", "1");
    }

    private static String of(String owner, String join, String condition) {
      return " FROM span p %2$s WHERE p.%1$s_id = %1$s.id AND %3$s"
          .formatted(owner, join, condition);
    }
  }

  private static final String CONTEXT = "CROSS JOIN context c ON c.id = p.context_id";

  private static final List<Part> SESSION_4 =
      List.of(
          Part.counts("session"),
          new Part("rewards", "SELECT count(p.reward)" + Part.of("session")),
          Part.earliest(
              "source_id, source_start",
              "c.source_id, p.start_nanos",
              Part.of("session", CONTEXT, "c.source_id IS NOT NULL")),
          Part.earliest(
              "user_id, user_start",
              "c.user_id, p.start_nanos",
              Part.of("session", CONTEXT, "c.user_id IS NOT NULL")),
          Part.reward("session"));

  private static final List<Part> SESSION =
      Stream.concat(
              SESSION_4.stream(),
              Stream.of(new Part("messages", "SELECT count(*)" + Part.of("session", "", MESSAGE))))
          .toList();

  private static final List<Part> TRACE =
      List.of(
          Part.counts("trace"),
          Part.earliest("first_name_id", "p.name_id", Part.of("trace")),
          Part.earliest(
              "root_name_id, root_start",
              "p.name_id, p.start_nanos",
              Part.of("trace", "", "p.parent_id IS NULL")),
          Part.earliest(
              "session_id, session_start",
              "p.session_id, p.start_nanos",
              Part.of(
                  "trace",
                  "CROSS JOIN session s ON s.id = p.session_id",
                  "s.text <> printf('%016x%016x', trace.hi, trace.lo)")),
          Part.reward("trace"));

  /** Writes the summaries of all sessions; of one with a condition after it. */
  static final String SESSION_UPDATE = update("session", SESSION);

  /** As version 4 had it. */
  static final String SESSION_UPDATE_4 = update("session", SESSION_4);

  static final String TRACE_UPDATE = update("trace", TRACE);

  /** The ids of sessions whose summary says something else. */
  static final String WRONG_SESSIONS = wrong("session", SESSION);

  static final String WRONG_TRACES = wrong("trace", TRACE);

  static final String AGENT_HOUR = "hour, agent_id, model_id, " + COUNTED + ", rewards, reward_sum";

  /** Adds rows to those that are there. */
  static final String AGENT_HOUR_UPSERT =
      """
      INSERT INTO agent_hour (%s) %%s
      ON CONFLICT (hour, agent_id, model_id) DO UPDATE SET spans = spans + excluded.spans,
        model_calls = model_calls + excluded.model_calls,
        tool_calls = tool_calls + excluded.tool_calls, errors = errors + excluded.errors,
        input_tokens = input_tokens + excluded.input_tokens,
        output_tokens = output_tokens + excluded.output_tokens,
        rewards = rewards + excluded.rewards, reward_sum = reward_sum + excluded.reward_sum
      """
          .formatted(AGENT_HOUR);

  /** Rows of {@code agent_hour} for spans {@code p} that meet a condition. */
  static String agentHours(String condition) {
    return """
        SELECT p.start_nanos / %1$d - (p.start_nanos %% %1$d < 0) AS hour,
          ifnull(c.agent_id, 0) AS agent_id, ifnull(p.model_id, 0) AS model_id, %2$s,
          count(p.reward), total(p.reward)
        FROM span p LEFT JOIN context c ON c.id = p.context_id WHERE %3$s GROUP BY 1, 2, 3
        """
        .formatted(AgentSummaries.HOUR, COUNTS, condition);
  }

  /** Bounded anew: rows of before there was a bound hold what the spans told. */
  private static String tokens(String column) {
    return "ifnull(sum(min(max(%s, 0), %d)), 0)".formatted(column, SpanFacts.MAX_TOKENS);
  }

  private static String update(String table, List<Part> parts) {
    return "UPDATE "
        + table
        + " SET "
        + parts.stream()
            .map(part -> "(" + part.columns() + ") = (" + part.select() + ")")
            .collect(joining(", "));
  }

  private static String wrong(String table, List<Part> parts) {
    return "SELECT id FROM "
        + table
        + " WHERE "
        + parts.stream()
            .map(part -> "(" + part.columns() + ") IS NOT (" + part.select() + ")")
            .collect(joining(" OR "));
  }

  private SummarySql() {}
}
