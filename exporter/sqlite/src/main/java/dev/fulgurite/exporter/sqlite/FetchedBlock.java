package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A block that a query will ask for, unpacked by whoever comes first. Thread-safe. */
final class FetchedBlock {
  private final PackedBlock packed;
  private final BitSet slots;
  private final AtomicBoolean begun = new AtomicBoolean();
  private volatile @Nullable Bodies opened;

  /**
   * @param slots of the bodies that are wanted; not changed any more
   */
  FetchedBlock(PackedBlock packed, BitSet slots) {
    this.packed = packed;
    this.slots = slots;
  }

  /** Unpacks what is wanted, unless somebody began to: false. */
  boolean unpack(Decompressor decompressor) {
    if (!begun.compareAndSet(false, true)) {
      return false;
    }
    try {
      Bodies bodies = packed.open(decompressor);
      bodies.unpack(slots);
      opened = bodies;
    } catch (IOException | RuntimeException | Error e) {
      opened = null; // who asks for it finds the same, and can say of which span it is the fault
    }
    return true;
  }

  /** Null where nobody has unpacked it yet. */
  @Nullable Bodies opened() {
    return opened;
  }

  /** For who does not wait: what another is at is done twice. */
  Bodies open(Decompressor decompressor) throws IOException {
    begun.set(true);
    return packed.open(decompressor);
  }
}
