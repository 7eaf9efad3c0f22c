package dev.fulgurite.exporter.sqlite;

import java.util.List;

/**
 * The index of words and attributes that is filled behind the writer, and what leads to a rollout.
 * Adds only; a file that comes from an older version has it filled from its first span on.
 */
final class SchemaV5 {
  // Under a span's number the tokens that Java made of it, each once. Words are folded
  // there, so the tokenizer has nothing to do but to part them.
  static final String SPANS =
      """
      CREATE VIRTUAL TABLE span_index USING fts5(
        tokens, content='', contentless_delete=1, detail='none', tokenize='ascii')
      """;

  static final String PARTS =
      """
      CREATE VIRTUAL TABLE index_word_part USING fts5(
        text, content='', detail='none', columnsize=0, tokenize='trigram case_sensitive 1')
      """;

  /** So that it is filled anew, where more is indexed than before. */
  static final List<String> EMPTY_INDEX =
      List.of(
          "INSERT INTO span_index (span_index) VALUES ('delete-all')",
          "INSERT INTO index_word_part (index_word_part) VALUES ('delete-all')",
          "DELETE FROM index_word",
          "DELETE FROM index_zone",
          "DELETE FROM attribute_key",
          "UPDATE index_state SET position = 0");

  static final List<String> STEPS =
      List.of(
          """
          CREATE TABLE index_state (
            position INTEGER NOT NULL,
            holder TEXT,
            until_millis INTEGER NOT NULL)
          """,
          "INSERT INTO index_state VALUES (0, NULL, 0)",
          SPANS,
          // The latest start of all spans up to one.
          """
          CREATE TABLE index_zone (
            last_seq INTEGER PRIMARY KEY,
            max_start INTEGER NOT NULL)
          """,
          "CREATE TABLE index_word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)",
          PARTS,
          """
          CREATE TABLE attribute_key (
            key TEXT NOT NULL,
            type TEXT NOT NULL,
            PRIMARY KEY (key, type)) WITHOUT ROWID
          """,
          """
          CREATE INDEX context_by_rollout ON context (rollout_id, session_id)
          WHERE rollout_id IS NOT NULL
          """);

  private SchemaV5() {}
}
