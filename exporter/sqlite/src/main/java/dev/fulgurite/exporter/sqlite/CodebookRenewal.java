package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreProgress;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces codebooks that may have been learned from deleted bodies, of which they have pieces: the
 * blocks packed with one are packed anew with another, learned from what is left, and it goes.
 */
final class CodebookRenewal {
  private static final int AT_ONCE = 64;

  /** Batches may come into the file in another order than their bodies were learned from. */
  private static final long SLACK = 10_000;

  private static final int SAMPLED_BLOCKS = 200;
  private static final String TAINTED =
      "SELECT id FROM codebook WHERE made_at_seq + " + SLACK + " >= ? ORDER BY id";
  private static final String USERS =
      "SELECT id FROM block WHERE codebook_id = ? ORDER BY id LIMIT " + AT_ONCE;
  private static final String SAMPLED =
      """
      SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS total
        FROM block WHERE codebook_id = ?) WHERE n %% max(1, total / %d) = 0
      """
          .formatted(SAMPLED_BLOCKS);
  private static final String BLOCK =
      "SELECT codec, codebook_id, size, data FROM block WHERE id = ?";
  private static final String REPLACE =
      "UPDATE block SET codec = ?, codebook_id = ?, size = ?, data = ? WHERE id = ?";

  private final SqliteOutbox.Access access;
  private final StoreProgress progress;

  CodebookRenewal(SqliteOutbox.Access access, StoreProgress progress) {
    this.access = access;
    this.progress = progress;
  }

  /**
   * @param firstSeq the first span that was deleted: what was learned long before cannot have it
   */
  void run(long firstSeq) {
    for (long old : access.reading(session -> ids(session, TAINTED, firstSeq))) {
      Optional<Codebook> learned =
          access.reading(session -> Optional.ofNullable(learn(session, old)));
      if (!access.reading(session -> knowsNoMore(session, old, learned.orElse(null)))) {
        Codebook other = learned.filter(codebook -> codebook.id() != old).orElse(null);
        renew(old, other);
      }
    }
  }

  private void renew(long old, @Nullable Codebook other) {
    long blocks = access.reading(session -> users(session, old));
    StageCount count = new StageCount(progress, StoreProgress.Stage.BLOCKS, blocks);
    while (!access.writing(locked -> renewSome(locked, old, other))) {
      count.add(AT_ONCE);
    }
    count.end();
  }

  private static long users(SqlSession session, long codebook) throws SQLException {
    Long blocks = session.number("SELECT count(*) FROM block WHERE codebook_id = ?", codebook);
    return blocks == null ? 0 : blocks;
  }

  /** Whether it is what is learned from what is left: then it is no other's. */
  private static boolean knowsNoMore(SqlSession session, long old, @Nullable Codebook learned)
      throws SQLException {
    return learned != null && Arrays.equals(session.codebooks().get(old).data(), learned.data());
  }

  private static List<Long> ids(SqlSession session, String sql, long value) throws SQLException {
    PreparedStatement statement = session.prepared(sql);
    SqlSession.bind(statement, value);
    List<Long> ids = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  /** Null where too little is left to learn from. */
  private static @Nullable Codebook learn(SqlSession session, long old) throws SQLException {
    if (!NativeZstd.load()) {
      return null;
    }
    Samples samples = new Samples();
    for (long id : ids(session, SAMPLED, old)) {
      offer(session, id, samples);
    }
    return samples.isEnough() ? Codebook.train(samples.take()) : null;
  }

  private static void offer(SqlSession session, long id, Samples samples) throws SQLException {
    try {
      for (BytesIn stored : bodies(session, id).all()) {
        byte[] body = stored.readBytes(stored.left());
        if (body.length > 0) {
          samples.offer(body, 0, body.length);
        }
      }
    } catch (IOException e) {
      return; // there are others
    }
  }

  private static Bodies bodies(SqlSession session, long id) throws SQLException, IOException {
    PreparedStatement statement = session.prepared(BLOCK);
    SqlSession.bind(statement, id);
    try (ResultSet row = statement.executeQuery()) {
      long codebook = row.getLong(2);
      PackedBlock stored =
          new PackedBlock(
              row.getInt(1),
              row.getInt(3),
              Blob.of(row, 4, "data of block", id),
              codebook == 0 ? null : session.codebooks().get(codebook));
      return session.sealing().open(id, stored).open(session.decompressor());
    }
  }

  /** True once no block needs the old one, and it is gone. */
  private static boolean renewSome(SqlSession locked, long old, @Nullable Codebook learned)
      throws SQLException {
    List<Long> ids = ids(locked, USERS, old);
    Codebook with = learned != null && isUsable(locked, learned) ? learned : null;
    try (Compressor compressor = NativeZstd.load() ? new Compressor(with) : new Compressor()) {
      for (long id : ids) {
        renew(locked, id, compressor);
      }
    }
    if (ids.size() == AT_ONCE) {
      return false;
    }
    locked.update("DELETE FROM codebook WHERE id = ?", old);
    RemovalStep.count(locked, 0, 0);
    return true;
  }

  /** Not where another deletion has taken it out again, or another one has its number. */
  private static boolean isUsable(SqlSession locked, Codebook codebook) throws SQLException {
    Long crc = locked.number("SELECT crc FROM codebook WHERE id = ?", codebook.id());
    return crc == null ? !codebook.isKept() : crc == codebook.crc();
  }

  private static void renew(SqlSession locked, long id, Compressor compressor) throws SQLException {
    try {
      PackedBlock after = locked.sealing().seal(id, bodies(locked, id).pack(compressor));
      Codebook codebook = after.codebook;
      Long newest = locked.number("SELECT seq FROM sqlite_sequence WHERE name = 'span'");
      locked.codebooks().keep(codebook, newest == null ? 0 : newest);
      locked.update(
          REPLACE,
          after.codec,
          codebook == null ? null : codebook.id(),
          after.size,
          after.data,
          id);
    } catch (IOException e) {
      throw new StoreException(
          "Block "
              + id
              + " is damaged and needs a codebook that may know deleted texts ("
              + e.getMessage()
              + "): run fulgurite check --repair --drop-damaged, then delete again",
          e);
    }
  }
}
