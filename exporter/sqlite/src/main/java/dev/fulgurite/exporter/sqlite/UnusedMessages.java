package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of the file what stayed of blocks whose spans are gone, because it has messages: those
 * that no span left refers to, and the bodies. On the connection that writes, behind an append;
 * what is read is read outside of transactions, so that others write meanwhile.
 *
 * <p>A step is counted first. Since then no other process writes a span that refers to a message
 * from before it, and this one appends nothing meanwhile: what is unused stays unused.
 */
final class UnusedMessages {
  private static final int AT_ONCE = 64;

  /** Up to the batch that the oldest span left came with. */
  private static final String LEFT =
      """
      SELECT id, seq, messages FROM block WHERE session_id = ?1 AND messages > 0 AND spans <= 0
        AND seq <= (SELECT b.seq FROM span p JOIN block b ON b.id = p.block_id
          WHERE p.seq = (SELECT min(seq) FROM span WHERE session_id = ?1))
      ORDER BY seq
      """;

  /** By the index over sessions: the plus keeps the planner from reading all rows in order. */
  private static final String NEAR =
      "SELECT block_id, slot FROM span WHERE session_id = ? AND +seq < ?";

  private final SqlSession session;
  private final SpanWriter written;
  private final long owner;
  private final UsedPlaces used = new UsedPlaces();
  private long lookedAt;

  /** A block without spans. */
  private record Left(long id, long seq, int messages) {}

  /** What is to stay of one; null for nothing. */
  private record Change(StoredBlock before, @Nullable PackedBlock after) {}

  UnusedMessages(SqlSession session, SpanWriter written, long owner) {
    this.session = session;
    this.written = written;
    this.owner = owner;
  }

  /**
   * The number of the last block looked at, {@code upTo} where there was none.
   *
   * @param upTo blocks up to this number have nothing but messages
   */
  long remove(long upTo) throws SQLException {
    List<Left> left = session.inTransaction(locked -> left());
    if (left.isEmpty()) {
      return upTo;
    }
    long last = left.get(left.size() - 1).seq();
    look(last + 2 * KnownMessages.WINDOW);
    List<Left> changing =
        left.stream()
            .filter(block -> block.seq() > upTo || used.messages(block.id()) < block.messages())
            .toList();
    forget(changing);
    for (int from = 0; from < changing.size(); from += AT_ONCE) {
      change(changing.subList(from, Math.min(changing.size(), from + AT_ONCE)));
    }
    return last;
  }

  /** How many spans. */
  long lookedAt() {
    return lookedAt;
  }

  private List<Left> left() throws SQLException {
    List<Left> found = new ArrayList<>();
    PreparedStatement statement = session.prepared(LEFT);
    SqlSession.bind(statement, owner);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(new Left(rows.getLong(1), rows.getLong(2), rows.getInt(3)));
      }
    }
    if (!found.isEmpty()) {
      RemovalStep.count(session, 0, 0);
      written.removed(null);
    }
    return found;
  }

  /** Finds what is used by spans that are near enough to refer to such a block. */
  private void look(long before) throws SQLException {
    PreparedStatement statement = session.prepared(NEAR);
    SqlSession.bind(statement, owner, before);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        used.addBody(rows.getLong(1), rows.getInt(2));
        lookedAt++;
      }
    }
    used.follow(session.decompressor(), block -> StoredBlock.read(session, block));
  }

  /** Before they go. */
  private void forget(List<Left> changing) {
    Set<Long> blocks = new HashSet<>();
    changing.forEach(block -> blocks.add(block.id()));
    written.forgetMessages(
        place -> blocks.contains(place.block()) && !used.isMessage(place.block(), place.slot()));
  }

  private void change(List<Left> some) throws SQLException {
    List<Change> changes = new ArrayList<>();
    for (Left block : some) {
      StoredBlock before = StoredBlock.read(session, block.id());
      if (before != null && before.seq() == block.seq()) {
        changes.add(new Change(before, after(before)));
      }
    }
    session.inTransaction(
        locked -> {
          for (Change change : changes) {
            write(locked, change.before(), change.after());
          }
          return true;
        });
  }

  /** One that cannot be read stays as it is. */
  private @Nullable PackedBlock after(StoredBlock block) {
    if (!used.isUsed(block.id())) {
      return null;
    }
    try {
      PackedBlock after = block.emptied(used.kept(block.id()), session.decompressor());
      return after == null ? block.packed() : after;
    } catch (IOException e) {
      return block.packed();
    }
  }

  private void write(SqlSession locked, StoredBlock before, @Nullable PackedBlock after)
      throws SQLException {
    if (after == null) {
      before.remove(locked);
    } else if (after != before.packed()) {
      before.replace(locked, after, used.messages(before.id()));
    }
  }
}
