package dev.fulgurite.exporter.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Mends what {@link StoreCheck} finds, as far as it can be told from spans. Lives for one repair.
 */
final class StoreRepair {
  private static final int AT_ONCE = 500;
  private static final List<String> COUNTS =
      List.of(
          """
          UPDATE block SET spans = c.n
          FROM (SELECT block_id, count(*) AS n FROM span GROUP BY block_id) c
          WHERE c.block_id = block.id AND spans <> c.n
          """,
          "DELETE FROM block WHERE messages = 0 AND id NOT IN (SELECT block_id FROM span)",
          "UPDATE block SET spans = 0 WHERE spans <> 0 AND id NOT IN (SELECT block_id FROM span)");

  private static final List<String> NO_INDEX =
      List.of(
          "DROP TABLE IF EXISTS span_index",
          "DROP TABLE IF EXISTS index_word_part",
          SchemaV5.SPANS,
          SchemaV5.PARTS,
          "DELETE FROM index_word",
          "DELETE FROM index_zone",
          "DELETE FROM attribute_key",
          "DELETE FROM index_state");

  private static final String INDEX_TO_FILL = "INSERT INTO index_state VALUES (0, NULL, 0)";

  private final SqliteOutbox.Access access;
  private final IndexFiller filler;
  private final boolean dropDamaged;
  private final List<String> done = new ArrayList<>();

  /** Spans that cannot be read, by session, and those that are filed wrongly. */
  private record Faults(Map<Long, Set<Long>> damaged, Set<Long> misfiled) {
    Faults() {
      this(new LinkedHashMap<>(), new TreeSet<>());
    }

    private void damaged(long owner, long seq) {
      damaged.computeIfAbsent(owner, any -> new TreeSet<>()).add(seq);
    }
  }

  StoreRepair(SqliteOutbox.Access access, IndexFiller filler, boolean dropDamaged) {
    this.access = access;
    this.filler = filler;
    this.dropDamaged = dropDamaged;
  }

  /** What was done. */
  List<String> run() {
    access.writing(
        locked -> {
          locked.run("REINDEX");
          return true;
        });
    done.add("sorted indexes were made anew");
    Faults faults = access.reading(StoreRepair::look);
    refile(faults.misfiled());
    dropOrKeep(faults.damaged());
    access.writing(StoreRepair::summarize);
    done.add("counts and summaries were told anew from the spans");
    fillIndex();
    return List.copyOf(done);
  }

  private void fillIndex() {
    if (access.reading(SealingTable::isIn)) {
      return; // it has none
    }
    filler.catchUp();
    long left = access.reading(StoreRepair::unindexed);
    done.add(
        "the index of texts and attributes was emptied and filled"
            + (left == 0 ? "" : "; another process goes on with " + left + " spans"));
  }

  private static Faults look(SqlSession session) throws SQLException {
    session.texts().forget();
    Faults faults = new Faults();
    SpanRows spans = new SpanRows(session);
    try (ResultSet rows = session.prepared(Filing.ALL).executeQuery()) {
      while (rows.next()) {
        look(session.texts(), spans, rows, faults);
      }
    }
    String strange = "SELECT seq FROM span WHERE context_id IN (" + Filing.STRANGE_CONTEXTS + ")";
    try (ResultSet rows = session.prepared(strange).executeQuery()) {
      while (rows.next()) {
        faults.misfiled().add(rows.getLong(1));
      }
    }
    try (ResultSet rows = session.prepared("PRAGMA foreign_key_check(span)").executeQuery()) {
      while (rows.next()) {
        long seq = rows.getLong(2);
        Long owner = session.number("SELECT session_id FROM span WHERE seq = ?", seq);
        faults.damaged(owner == null ? 0 : owner, seq);
      }
    }
    return faults;
  }

  private static void look(Texts texts, SpanRows spans, ResultSet row, Faults faults)
      throws SQLException {
    long seq = row.getLong(1);
    try {
      Filing right = Filing.of(spans.span(seq));
      if (!Filing.of(row, texts).differencesFrom(right).isEmpty()) {
        faults.misfiled().add(seq);
      }
    } catch (SQLException e) {
      if (SqliteFailures.code(e) != 0) {
        throw e;
      }
      faults.damaged(row.getLong(2), seq);
    }
  }

  private void refile(Set<Long> misfiled) {
    if (misfiled.isEmpty()) {
      return;
    }
    access.writing(
        locked -> {
          locked.known().refresh(locked); // whoever else asks sees the step that is counted below
          Refiling refiling = new Refiling(locked);
          for (long seq : misfiled) {
            refiling.run(seq);
          }
          return true;
        });
    done.add(misfiled.size() + " spans were filed as they say themselves");
  }

  private void dropOrKeep(Map<Long, Set<Long>> damaged) {
    long all = damaged.values().stream().mapToLong(Set::size).sum();
    if (all == 0) {
      return;
    }
    if (!dropDamaged) {
      done.add(all + " spans cannot be read; they were kept");
      return;
    }
    long gone = 0;
    for (Map.Entry<Long, Set<Long>> session : damaged.entrySet()) {
      List<Long> seqs = List.copyOf(session.getValue());
      for (int from = 0; from < seqs.size(); from += AT_ONCE) {
        String some = seqs.subList(from, Math.min(seqs.size(), from + AT_ONCE)).toString();
        gone +=
            access.writing(
                locked ->
                    RemovalStep.run(locked, session.getKey(), SpanErasure.LISTED, some).spans());
      }
    }
    done.add(gone + " spans that cannot be read were removed");
  }

  private static boolean summarize(SqlSession locked) throws SQLException {
    Schema.Step.of(COUNTS).run(locked);
    SummaryRebuild.run(locked);
    Schema.Step.of(NO_INDEX).run(locked);
    if (!SealingTable.isIn(locked)) {
      locked.run(INDEX_TO_FILL);
    }
    RemovalStep.count(locked, 0, 0);
    return true;
  }

  private static long unindexed(SqlSession session) throws SQLException {
    Long position = IndexState.position(session);
    return position == null ? 0 : IndexState.lag(session, position);
  }
}
