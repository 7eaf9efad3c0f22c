package dev.fulgurite.exporter.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The codebooks of a file, each read once by a connection. Not thread-safe. */
final class Codebooks {
  private final SqlSession session;
  private final Map<Long, Codebook> known = new HashMap<>();

  Codebooks(SqlSession session) {
    this.session = session;
  }

  Codebook get(long id) throws SQLException {
    Codebook found = known.get(id);
    if (found == null) {
      found = read(id);
      known.put(id, found);
    }
    return found;
  }

  private Codebook read(long id) throws SQLException {
    PreparedStatement statement = session.prepared("SELECT data, crc FROM codebook WHERE id = ?");
    statement.setLong(1, id);
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("codebook " + id + " is missing");
      }
      byte[] stored = Blob.of(rows, 1, "data of codebook", id);
      Codebook codebook = new Codebook(id, session.sealing().openCodebook(id, stored));
      if (codebook.crc() != rows.getLong(2)) {
        throw new SQLException("codebook " + id + " is damaged: its checksum is another");
      }
      codebook.setKept();
      return codebook;
    }
  }

  /** Hands the newest to {@code packer}; within the write lock. */
  void handNewest(Packer packer) throws SQLException {
    Long newest = session.number("SELECT id FROM codebook ORDER BY made_at_seq DESC LIMIT 1");
    Long madeAt = session.number("SELECT max(made_at_seq) FROM codebook");
    packer.use(newest == null ? null : get(newest), madeAt == null ? 0 : madeAt);
  }

  /**
   * Sees to it that {@code codebook} is in the file; within the write lock. False where it was
   * taken out of it, since it may know what was deleted, or another one has its number.
   */
  boolean keep(@Nullable Codebook codebook, long seq) throws SQLException {
    if (codebook == null || session.known().codebooks().contains(codebook.id())) {
      return true;
    }
    if (codebook.isKept()
        && session.number("SELECT 1 FROM codebook WHERE id = ?", codebook.id()) == null) {
      return false;
    }
    session.update(
        "INSERT INTO codebook (id, made_at_seq, crc, data) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        codebook.id(),
        seq,
        codebook.crc(),
        session.sealing().sealCodebook(codebook.id(), codebook.data()));
    Long crc = session.number("SELECT crc FROM codebook WHERE id = ?", codebook.id());
    if (crc == null || crc != codebook.crc()) {
      return false; // another process learned nearly the same: the number is a hash of a part
    }
    codebook.setKept();
    session.known().codebooks().add(codebook.id());
    return true;
  }
}
