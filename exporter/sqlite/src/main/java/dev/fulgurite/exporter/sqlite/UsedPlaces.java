package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which places of blocks spans use: those of their bodies, of the messages that these refer to, and
 * of the texts that they share. Not thread-safe.
 */
final class UsedPlaces {
  private final Map<Long, BitSet> bodies = new HashMap<>();
  private final Map<Long, BitSet> messages = new HashMap<>();
  private final Map<Long, BitSet> texts = new HashMap<>();

  /** Null where there is none of that number, or it is not to be read. */
  interface Finder {
    @Nullable StoredBlock find(long block) throws SQLException;
  }

  /** The place of a span's body. */
  void addBody(long block, int slot) {
    places(bodies, block).set(slot);
  }

  /** Adds what the bodies refer to that were added. One that cannot be read refers to nothing. */
  void follow(Decompressor decompressor, Finder finder) throws SQLException {
    for (Map.Entry<Long, BitSet> of : bodies.entrySet()) {
      StoredBlock block = finder.find(of.getKey());
      if (block != null) {
        follow(block, of.getValue(), decompressor);
      }
    }
  }

  private void follow(StoredBlock block, BitSet slots, Decompressor decompressor) {
    try {
      Bodies raw = block.packed().open(decompressor);
      for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
        follow(raw, slot, block.id());
      }
    } catch (IOException e) {
      return;
    }
  }

  private void follow(Bodies raw, int slot, long block) {
    try {
      SpanBody.decode(
          raw.body(slot),
          new MessageSource() {
            @Override
            public String message(MessageReference reference) {
              places(messages, reference.blockFrom(block)).set(reference.slot());
              return "";
            }

            @Override
            public String shared(int number) {
              places(texts, block).set(number);
              return "";
            }
          });
    } catch (IOException | SQLException e) {
      return;
    }
  }

  boolean isUsed(long block) {
    return bodies.containsKey(block) || messages.containsKey(block);
  }

  boolean isMessage(long block, int slot) {
    BitSet used = messages.get(block);
    return used != null && used.get(slot);
  }

  /** How many messages of a block. */
  int messages(long block) {
    return messages.getOrDefault(block, new BitSet()).cardinality();
  }

  /** What is to stay of a block. */
  Bodies.Kept kept(long block) {
    BitSet slots = (BitSet) messages.getOrDefault(block, new BitSet()).clone();
    slots.or(bodies.getOrDefault(block, new BitSet()));
    return new Bodies.Kept(slots, texts.getOrDefault(block, new BitSet()));
  }

  private static BitSet places(Map<Long, BitSet> map, long block) {
    return map.computeIfAbsent(block, any -> new BitSet());
  }
}
