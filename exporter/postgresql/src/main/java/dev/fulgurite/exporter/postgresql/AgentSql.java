package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.AgentSummaries;
import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.codec.EscapedText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Summaries per agent, model and hour, added up by the server. */
final class AgentSql {
  /** As numeric, which neither the first nanoseconds of time nor many tokens overflow. */
  private static final String SELECT =
      """
      SELECT floor(p.start_nanos::numeric / %1$d)::int8 AS hour, p.agent, p.model, count(*),
        count(*) FILTER (WHERE p.event_kind = 'llm'),
        count(*) FILTER (WHERE p.event_kind = 'tool'),
        count(*) FILTER (WHERE p.status = 'error' OR p.event_kind = 'exception'),
        sum(least(greatest(p.input_tokens, 0), %2$d)),
        sum(least(greatest(p.output_tokens, 0), %2$d)), count(p.reward), sum(p.reward)
      FROM fulgurite_span p
      """
          .formatted(AgentSummaries.HOUR, SpanFacts.MAX_TOKENS);

  private static final String GROUP_BY = " GROUP BY hour, p.agent, p.model";

  /** For a query that columns can answer. */
  static List<AgentSummary> read(SqlSession session, SpanQuery query) throws SQLException {
    List<AgentSummary> summaries = new ArrayList<>();
    try (PreparedStatement statement =
            new QuerySql(query).selectGrouped(session, SELECT, GROUP_BY);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        summaries.add(summary(rows));
      }
    }
    return AgentSummaries.arranged(summaries.stream(), query);
  }

  private static AgentSummary summary(ResultSet row) throws SQLException {
    long rewards = row.getLong(10);
    return new AgentSummary(
        AgentSummaries.startOf(row.getLong(1)),
        EscapedText.unescapeIfAny(row.getString(2)),
        EscapedText.unescapeIfAny(row.getString(3)),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getBigDecimal(8).longValue(),
        row.getBigDecimal(9).longValue(),
        rewards,
        rewards == 0 ? null : row.getDouble(11) / rewards);
  }

  private AgentSql() {}
}
