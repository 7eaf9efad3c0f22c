package dev.fulgurite.exporter.sqlite;

import java.util.List;

/** The outbox, and room for what a ledger knows beyond its columns. Adds only. */
final class SchemaV2 {
  static final List<String> STEPS =
      List.of(
          """
          CREATE TABLE outbox_cursor (
            destination TEXT NOT NULL,
            part INTEGER NOT NULL,
            position INTEGER NOT NULL,
            pruned INTEGER NOT NULL,
            PRIMARY KEY (destination, part)) WITHOUT ROWID
          """,
          """
          CREATE TABLE outbox_lease (
            destination TEXT PRIMARY KEY,
            holder TEXT NOT NULL,
            until_millis INTEGER NOT NULL) WITHOUT ROWID
          """,
          "ALTER TABLE ledger ADD COLUMN detail TEXT");

  private SchemaV2() {}
}
