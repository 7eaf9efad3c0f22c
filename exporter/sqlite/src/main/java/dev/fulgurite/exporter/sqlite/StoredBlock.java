package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A block as it was read, so that it is changed only where it is that still. Numbers of blocks come
 * again, sequence numbers do not.
 *
 * @param stored as it lies in the file
 * @param packed the same, decrypted
 */
record StoredBlock(long id, long seq, PackedBlock stored, PackedBlock packed) {
  private static final String BLOCK =
      "SELECT seq, codec, codebook_id, size, data FROM block WHERE id = ?";
  private static final String REPLACE =
      """
      UPDATE block SET messages = ?, codec = ?, codebook_id = ?, size = ?, data = ?
      WHERE id = ? AND seq = ? AND data = ?
      """;

  /** Null where there is none. */
  static @Nullable StoredBlock read(SqlSession session, long id) throws SQLException {
    PreparedStatement statement = session.prepared(BLOCK);
    SqlSession.bind(statement, id);
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      long codebook = row.getLong(3);
      PackedBlock stored =
          new PackedBlock(
              row.getInt(2),
              row.getInt(4),
              Blob.of(row, 5, "data of block", id),
              codebook == 0 ? null : session.codebooks().get(codebook));
      return new StoredBlock(id, row.getLong(1), stored, session.sealing().open(id, stored));
    }
  }

  /** With nothing but what is {@code kept}; null where there is nothing else. */
  @Nullable PackedBlock emptied(Bodies.Kept kept, Decompressor decompressor) throws IOException {
    try (Compressor compressor = compressor()) {
      return packed.open(decompressor).pack(kept, compressor);
    }
  }

  private Compressor compressor() {
    return NativeZstd.load() ? new Compressor(packed.codebook) : new Compressor();
  }

  /** False where it is another by now, or gone. */
  boolean replace(SqlSession locked, PackedBlock after, int messages) throws SQLException {
    PackedBlock sealed = locked.sealing().seal(id, after);
    return locked.update(
            REPLACE,
            messages,
            sealed.codec,
            sealed.codebook == null ? null : sealed.codebook.id(),
            sealed.size,
            sealed.data,
            id,
            seq,
            stored.data)
        > 0;
  }

  boolean remove(SqlSession locked) throws SQLException {
    return locked.update("DELETE FROM block WHERE id = ? AND seq = ?", id, seq) > 0;
  }
}
