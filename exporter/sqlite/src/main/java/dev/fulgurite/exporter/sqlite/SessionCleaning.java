package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoreException;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Empties the places of bodies and messages that no span of a session has any more. The places
 * stay, so that nothing that refers to others changes.
 *
 * <p>Needs no lock for long: since a step was counted behind the removal of the spans, nobody
 * writes a span that refers to a message from before, so what is unused stays unused.
 */
final class SessionCleaning {
  private static final int AT_ONCE = 64;
  private static final String BLOCKS =
      """
      SELECT id, seq FROM block WHERE id IN (SELECT block_id FROM span WHERE session_id = ?1)
      UNION SELECT id, seq FROM block WHERE session_id = ?1 AND messages > 0
      """;
  private static final String CONTEXTS =
      """
      DELETE FROM context WHERE session_id = ?1
        AND id NOT IN (SELECT context_id FROM span WHERE session_id = ?1)
      """;

  private final SqliteOutbox.Access access;
  private final long owner;
  private final long lastSeq;
  private final StageCount count;
  private final Map<Long, Long> blocks = new TreeMap<>();
  private final UsedPlaces used = new UsedPlaces();
  private boolean changed;

  /** A block to be written anew; as null to be removed. */
  private record Change(StoredBlock before, @Nullable PackedBlock after) {}

  /**
   * @param lastSeq the newest span when a step was counted: what later ones refer to came later
   * @param count of blocks of all sessions to be cleaned
   */
  SessionCleaning(SqliteOutbox.Access access, long owner, long lastSeq, StageCount count) {
    this.access = access;
    this.owner = owner;
    this.lastSeq = lastSeq;
    this.count = count;
  }

  /** How many there are in this session. */
  static long blocks(SqlSession session, long owner) throws SQLException {
    Long blocks = session.number("SELECT count(*) FROM (" + BLOCKS + ")", owner);
    return blocks == null ? 0 : blocks;
  }

  /** False where another process did the same meanwhile: to be done anew. */
  boolean run() {
    access.reading(this::look);
    List<Long> ids = new ArrayList<>(blocks.keySet());
    ids.removeIf(id -> blocks.getOrDefault(id, 0L) > lastSeq);
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<Long> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
      List<Change> changes = access.reading(session -> changes(session, some));
      if (!changes.isEmpty() && !access.writing(locked -> write(locked, changes))) {
        return false;
      }
      count.add(some.size());
    }
    return access.writing(this::finish);
  }

  /** Finds what is used. */
  private boolean look(SqlSession session) throws SQLException {
    read(session, BLOCKS, row -> blocks.put(row.getLong(1), row.getLong(2)));
    read(
        session,
        "SELECT block_id, slot FROM span WHERE session_id = ?1",
        row -> used.addBody(row.getLong(1), row.getInt(2)));
    used.follow(session.decompressor(), block -> read(session, block));
    return true;
  }

  private interface RowSink {
    void accept(ResultSet row) throws SQLException;
  }

  private void read(SqlSession session, String sql, RowSink sink) throws SQLException {
    PreparedStatement statement = session.prepared(sql);
    statement.setLong(1, owner);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sink.accept(rows);
      }
    }
  }

  /** Null where it is none of those that were found. */
  private @Nullable StoredBlock read(SqlSession session, long id) throws SQLException {
    StoredBlock block = StoredBlock.read(session, id);
    return block == null || !Objects.equals(block.seq(), blocks.get(id)) ? null : block;
  }

  private List<Change> changes(SqlSession session, List<Long> ids) throws SQLException {
    List<Change> changes = new ArrayList<>();
    for (long id : ids) {
      StoredBlock block = read(session, id);
      if (block != null && !used.isUsed(id)) {
        changes.add(new Change(block, null));
      } else if (block != null) {
        PackedBlock after = emptied(session, block);
        if (after != null) {
          changes.add(new Change(block, after));
        }
      }
    }
    return changes;
  }

  private @Nullable PackedBlock emptied(SqlSession session, StoredBlock block) {
    try {
      return block.emptied(used.kept(block.id()), session.decompressor());
    } catch (IOException e) {
      throw new StoreException(
          "Block "
              + block.id()
              + ", which may have deleted texts, is damaged ("
              + e.getMessage()
              + "): run fulgurite check --repair --drop-damaged, then delete again",
          e);
    }
  }

  private boolean write(SqlSession locked, List<Change> changes) throws SQLException {
    for (Change change : changes) {
      StoredBlock block = change.before();
      PackedBlock after = change.after();
      boolean written =
          after == null
              ? block.remove(locked)
              : block.replace(locked, after, used.messages(block.id()));
      if (!written && locked.number("SELECT 1 FROM block WHERE id = ?", block.id()) != null) {
        return false;
      }
    }
    changed = true;
    return true;
  }

  private boolean finish(SqlSession locked) throws SQLException {
    if (locked.update(CONTEXTS, owner) > 0 || changed) {
      RemovalStep.count(locked, 0, 0);
    }
    ErasureTable.done(locked, owner);
    return true;
  }
}
