package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes and packs blocks, one after the other. Not thread-safe. */
final class BlockWriter {
  private static final int ROOM = 32 << 10;

  private final Compressor compressor;
  private final @Nullable Samples samples;
  private final Bytes bodies = new Bytes(ROOM);
  private final Bytes block = new Bytes(ROOM);
  private final CRC32C crc = new CRC32C();

  /**
   * @param samples shown each body, where not null
   */
  BlockWriter(Compressor compressor, @Nullable Samples samples) {
    this.compressor = compressor;
    this.samples = samples;
  }

  /** As {@link BodyBlock} reads it: bodies of spans by their place in the list, then messages. */
  PackedBlock write(BlockDraft draft, MessageSink messages) throws IOException {
    bodies.reset();
    block.reset();
    Bytes directory = new Bytes(8 * draft.rows.size());
    for (SpanRow row : draft.rows) {
      int start = bodies.size();
      row.body().writeTo(bodies, messages);
      added(directory, start);
    }
    List<byte[]> kept = draft.messages();
    for (byte[] message : kept) {
      int start = bodies.size();
      bodies.write(message, 0, message.length);
      added(directory, start);
    }
    block.writeVarint(draft.rows.size() + kept.size());
    directory.writeTo(block);
    bodies.writeTo(block);
    return compressor.pack(block);
  }

  private void added(Bytes directory, int start) {
    crc.reset();
    crc.update(bodies.array(), start, bodies.size() - start);
    directory.writeVarint(bodies.size() - start);
    directory.writeInt((int) crc.getValue());
    if (samples != null) {
      samples.offer(bodies.array(), start, bodies.size());
    }
  }
}
