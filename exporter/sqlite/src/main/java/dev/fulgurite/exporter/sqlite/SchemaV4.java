package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.List;

/**
 * Summaries, kept with each append: of a session and of a trace in columns of their rows, of agents
 * by the hour in a table; and the rewards, which are few, by themselves.
 */
final class SchemaV4 {
  private static final List<String> TABLES =
      List.of(
          "ALTER TABLE session ADD COLUMN spans INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE session ADD COLUMN model_calls INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE session ADD COLUMN tool_calls INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE session ADD COLUMN errors INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE session ADD COLUMN rewards INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE session ADD COLUMN input_tokens INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE session ADD COLUMN output_tokens INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE session ADD COLUMN start_nanos INTEGER",
          "ALTER TABLE session ADD COLUMN end_nanos INTEGER",
          "ALTER TABLE session ADD COLUMN source_id INTEGER REFERENCES dictionary (id)",
          "ALTER TABLE session ADD COLUMN source_start INTEGER",
          "ALTER TABLE session ADD COLUMN user_id INTEGER REFERENCES dictionary (id)",
          "ALTER TABLE session ADD COLUMN user_start INTEGER",
          "ALTER TABLE session ADD COLUMN reward REAL",
          "ALTER TABLE session ADD COLUMN reward_start INTEGER",
          "ALTER TABLE session ADD COLUMN reward_sequence INTEGER",
          "CREATE INDEX session_by_start ON session (start_nanos)",
          "ALTER TABLE trace ADD COLUMN model_calls INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE trace ADD COLUMN tool_calls INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE trace ADD COLUMN errors INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE trace ADD COLUMN input_tokens INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE trace ADD COLUMN output_tokens INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE trace ADD COLUMN start_nanos INTEGER",
          "ALTER TABLE trace ADD COLUMN end_nanos INTEGER",
          "ALTER TABLE trace ADD COLUMN first_name_id INTEGER REFERENCES dictionary (id)",
          "ALTER TABLE trace ADD COLUMN root_name_id INTEGER REFERENCES dictionary (id)",
          "ALTER TABLE trace ADD COLUMN root_start INTEGER",
          "ALTER TABLE trace ADD COLUMN session_id INTEGER REFERENCES session (id)",
          "ALTER TABLE trace ADD COLUMN session_start INTEGER",
          "ALTER TABLE trace ADD COLUMN reward REAL",
          "ALTER TABLE trace ADD COLUMN reward_start INTEGER",
          "ALTER TABLE trace ADD COLUMN reward_sequence INTEGER",
          "CREATE INDEX trace_by_start ON trace (start_nanos)",
          """
          CREATE TABLE session_trace (
            session_id INTEGER NOT NULL REFERENCES session (id),
            trace_id INTEGER NOT NULL REFERENCES trace (id),
            PRIMARY KEY (session_id, trace_id)) WITHOUT ROWID
          """,
          // sequence is the place in the rollout, which decides between rewards of one instant.
          """
          CREATE TABLE reward (
            seq INTEGER PRIMARY KEY REFERENCES span (seq),
            value REAL NOT NULL,
            sequence INTEGER NOT NULL)
          """,
          // Hours since the epoch; 0 is no agent and no model.
          """
          CREATE TABLE agent_hour (
            hour INTEGER NOT NULL,
            agent_id INTEGER NOT NULL,
            model_id INTEGER NOT NULL,
            spans INTEGER NOT NULL,
            model_calls INTEGER NOT NULL,
            tool_calls INTEGER NOT NULL,
            errors INTEGER NOT NULL,
            input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            rewards INTEGER NOT NULL,
            reward_sum REAL NOT NULL,
            PRIMARY KEY (hour, agent_id, model_id)) WITHOUT ROWID
          """);

  static void run(SqlSession session) throws SQLException {
    Schema.Step.of(TABLES).run(session);
    SummaryRebuild.runOfVersion4(session);
  }

  /** Whether the file has these tables. */
  static boolean isIn(SqlSession session) throws SQLException {
    Long version = session.number("PRAGMA user_version");
    return version != null && version >= 4;
  }

  private SchemaV4() {}
}
