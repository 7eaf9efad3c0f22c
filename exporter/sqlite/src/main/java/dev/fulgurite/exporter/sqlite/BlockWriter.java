package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Writes and packs blocks, one after the other. Not thread-safe. */
final class BlockWriter {
  private static final int ROOM = 32 << 10;

  private final Compressor compressor;
  private final @Nullable Samples samples;
  private final Bytes bodies = new Bytes(ROOM);
  private final Bytes block = new Bytes(ROOM);
  private final Bytes directory = new Bytes(8 * BlockDraft.MAX_SPANS);
  private final CRC32C crc = new CRC32C();

  /**
   * @param samples shown each body, where not null
   */
  BlockWriter(Compressor compressor, @Nullable Samples samples) {
    this.compressor = compressor;
    this.samples = samples;
  }

  PackedBlock write(BlockDraft draft, SessionDrafts session) throws IOException {
    return draft.split
        ? writePieces(draft, session)
        : compressor.pack(piece(draft.pieces.get(0), session));
  }

  private PackedBlock writePieces(BlockDraft draft, SessionDrafts session) throws IOException {
    PiecesOut out = new PiecesOut(compressor);
    for (BlockDraft.Piece piece : draft.pieces) {
      out.add(piece(piece, session));
    }
    return out.block(draft.shared());
  }

  /** As {@link BodyBlock} reads it; valid until the next. */
  private Bytes piece(BlockDraft.Piece piece, SessionDrafts session) throws IOException {
    session.begin(piece);
    bodies.reset();
    directory.reset();
    for (SpanRow row : piece.rows) {
      int start = bodies.size();
      row.body().write(row, bodies, session);
      added(start);
    }
    for (byte[] message : piece.messages) {
      int start = bodies.size();
      bodies.write(message, 0, message.length);
      added(start);
    }
    block.reset();
    block.writeVarint(piece.rows.size() + piece.messages.size());
    directory.writeTo(block);
    bodies.writeTo(block);
    return block;
  }

  private void added(int start) {
    crc.reset();
    crc.update(bodies.array(), start, bodies.size() - start);
    directory.writeVarint(bodies.size() - start);
    directory.writeInt((int) crc.getValue());
    if (samples != null) {
      samples.offer(bodies.array(), start, bodies.size());
    }
  }
}
