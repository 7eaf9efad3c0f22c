package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Blocks of bodies, unpacked; lives for one query. Not thread-safe. */
final class Blocks {
  private static final int MAX_HELD_BYTES = 4 << 20;

  /**
   * To a statement, of which each costs some microseconds before it does anything; the helper can
   * begin behind the first.
   */
  private static final int MANY = 8;

  private static final String FIND =
      "SELECT id, codec, codebook_id, size, data FROM block WHERE id = ?";
  private static final String FIND_MANY =
      FIND.replace("= ?", "IN (?" + ", ?".repeat(MANY - 1) + ")");

  private final SqlSession session;
  private final Map<Long, Bodies> held = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Long, FetchedBlock> fetched = new HashMap<>();
  private final UnpackAhead ahead = new UnpackAhead();
  private int heldBytes;
  private long fetchedBytes;

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

  /**
   * Reads those of {@code wanted} that it has not, unless they are large. One that is damaged is
   * the fault of its spans alone: that is thrown when they are asked for.
   *
   * @param wanted slots by block
   * @param help whether there are enough of them to wake the helper for
   */
  void prefetch(Map<Long, BitSet> wanted, boolean help) throws SQLException {
    end();
    fetched.clear();
    fetchedBytes = 0;
    List<Long> missing = new ArrayList<>(wanted.keySet());
    missing.removeAll(held.keySet());
    for (int from = 0; from < missing.size() && fetchedBytes < MAX_HELD_BYTES; from += MANY) {
      List<Long> some = missing.subList(from, Math.min(missing.size(), from + MANY));
      fetch(some, wanted);
      if (help) {
        some.forEach(this::addAhead);
        ahead.begin();
      }
    }
  }

  private void addAhead(Long block) {
    FetchedBlock found = fetched.get(block);
    if (found != null) {
      ahead.add(found);
    }
  }

  /** Of what was read ahead nothing more is needed. */
  void end() {
    ahead.end();
  }

  private Bodies bodies(long block) throws SQLException, IOException {
    Bodies found = held.get(block);
    if (found == null) {
      found = ahead.open(fetched(block), session.decompressor());
      hold(block, found);
    }
    return found;
  }

  private FetchedBlock fetched(long block) throws SQLException, IOException {
    if (!fetched.containsKey(block)) {
      fetch(List.of(block), Map.of());
    }
    FetchedBlock found = fetched.remove(block);
    if (found == null) {
      throw new IOException("block " + block + " is missing");
    }
    return found;
  }

  /**
   * At least the first, and no more than there is room for. The last of {@code ids} stands for the
   * parameters that are left.
   */
  private void fetch(List<Long> ids, Map<Long, BitSet> wanted) throws SQLException {
    int parameters = ids.size() == 1 ? 1 : MANY;
    PreparedStatement statement = session.prepared(ids.size() == 1 ? FIND : FIND_MANY);
    for (int i = 0; i < parameters; i++) {
      statement.setLong(i + 1, ids.get(Math.min(i, ids.size() - 1)));
    }
    try (ResultSet row = statement.executeQuery()) {
      boolean room = true;
      while (room && row.next()) {
        PackedBlock block = packed(row);
        long id = row.getLong(1);
        fetched.put(id, new FetchedBlock(block, wanted.getOrDefault(id, new BitSet())));
        fetchedBytes += Math.max(block.size, block.data.length);
        room = fetchedBytes < MAX_HELD_BYTES;
      }
    }
  }

  private PackedBlock packed(ResultSet row) throws SQLException {
    long id = row.getLong(1);
    long codebook = row.getLong(3);
    PackedBlock stored =
        new PackedBlock(
            row.getInt(2),
            row.getInt(4),
            Blob.of(row, 5, "data of block", id),
            codebook == 0 ? null : session.codebooks().get(codebook));
    return session.sealing().open(id, stored);
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
}
