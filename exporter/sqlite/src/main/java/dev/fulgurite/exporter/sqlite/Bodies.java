package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies that lie together, by slot. */
interface Bodies {
  /** What is to stay: bodies by slot, and texts that several share. */
  record Kept(BitSet slots, BitSet texts) {}

  /** Checked against what was written. */
  BytesIn body(int slot) throws IOException;

  /** Unpacks what {@link #body} will be asked for, which then is quick. */
  default void unpack(BitSet slots) throws IOException {}

  /** Whose thread goes on with it, and what that one unpacks with. */
  default void handTo(Decompressor decompressor) {}

  /** A text that several share. */
  String shared(int number) throws IOException;

  /** Every body, in no order. */
  List<BytesIn> all() throws IOException;

  /** Unpacked. */
  int bytes();

  /** The same packed with another codebook. */
  PackedBlock pack(Compressor compressor) throws IOException;

  /**
   * Nothing but what is {@code kept}, which stays where it is; null where there is nothing else.
   */
  @Nullable PackedBlock pack(Kept kept, Compressor compressor) throws IOException;
}
