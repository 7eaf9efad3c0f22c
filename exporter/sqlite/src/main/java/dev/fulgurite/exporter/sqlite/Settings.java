package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of table {@code context}, by number. Lives for one transaction. Not thread-safe. */
final class Settings {
  private static final String FIND =
      """
      SELECT id FROM context WHERE session_id = ? AND scope_id = ? AND resource_id = ?
        AND user_id IS ? AND source_id IS ? AND rollout_id IS ? AND attempt_id IS ?
        AND agent_id IS ?
      """;
  private static final String INSERT =
      """
      INSERT INTO context (session_id, scope_id, resource_id, user_id, source_id, rollout_id,
        attempt_id, agent_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
      """;

  private final SqlSession session;
  private final Map<SpanSetting, Long> known;

  Settings(SqlSession session) {
    this.session = session;
    this.known = session.known().settings();
  }

  /** Within the write lock. */
  long id(long sessionId, SpanSetting setting, Dictionary dictionary) throws SQLException {
    Long id = known.get(setting);
    if (id == null) {
      @Nullable Object[] values = values(sessionId, setting, dictionary);
      id = session.number(FIND, values);
      if (id == null) {
        id = Objects.requireNonNull(session.number(INSERT, values));
      }
      known.put(setting, id);
    }
    return id;
  }

  private static @Nullable Object[] values(
      long sessionId, SpanSetting setting, Dictionary dictionary) throws SQLException {
    return new @Nullable Object[] {
      sessionId,
      dictionary.id(Dictionary.SCOPE, setting.scope()),
      dictionary.id(Dictionary.RESOURCE, setting.resource()),
      dictionary.idOrNull(Dictionary.USER, setting.user()),
      dictionary.idOrNull(Dictionary.SOURCE, setting.source()),
      dictionary.idOrNull(Dictionary.ROLLOUT, setting.rollout()),
      dictionary.idOrNull(Dictionary.ATTEMPT, setting.attempt()),
      dictionary.idOrNull(Dictionary.AGENT, setting.agent())
    };
  }
}
