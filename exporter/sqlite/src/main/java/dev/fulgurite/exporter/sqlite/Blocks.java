package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Blocks of bodies, unpacked; lives for one query. Not thread-safe. */
final class Blocks {
  private static final int MAX_HELD_BYTES = 4 << 20;
  private static final String FIND =
      "SELECT codec, codebook_id, size, data FROM block WHERE id = ?";

  private final SqlSession session;
  private final Map<Long, Bodies> held = new LinkedHashMap<>(16, 0.75f, true);
  private int heldBytes;

  Blocks(SqlSession session) {
    this.session = session;
  }

  /** The body of a span, with its messages. */
  SpanBody span(long block, int slot) throws SQLException, IOException {
    Bodies bodies = bodies(block);
    return SpanBody.decode(
        bodies.body(slot),
        new MessageSource() {
          @Override
          public String message(MessageReference reference) throws IOException, SQLException {
            return bodies(reference.blockFrom(block)).body(reference.slot()).readText();
          }

          @Override
          public String shared(int number) throws IOException {
            return bodies.shared(number);
          }
        });
  }

  private Bodies bodies(long block) throws SQLException, IOException {
    Bodies found = held.get(block);
    if (found == null) {
      found = packed(block).open(session.decompressor());
      hold(block, found);
    }
    return found;
  }

  private void hold(long id, Bodies block) {
    held.put(id, block);
    heldBytes += block.bytes();
    var eldest = held.values().iterator();
    while (heldBytes > MAX_HELD_BYTES && held.size() > 1) {
      heldBytes -= eldest.next().bytes();
      eldest.remove();
    }
  }

  private PackedBlock packed(long block) throws SQLException, IOException {
    PreparedStatement statement = session.prepared(FIND);
    statement.setLong(1, block);
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new IOException("block " + block + " is missing");
      }
      long codebook = row.getLong(2);
      return new PackedBlock(
          row.getInt(1),
          row.getInt(3),
          row.getBytes(4),
          codebook == 0 ? null : session.codebooks().get(codebook));
    }
  }
}
