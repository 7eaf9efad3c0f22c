package dev.fulgurite.exporter.sqlite;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some spans of one session and batch, and their block once it is packed. */
final class BlockDraft {
  /** One span is read at the cost of its block. */
  static final int MAX_SPANS = 32;

  /** Among the blocks of the batch. */
  final int number;

  final List<SpanRow> rows = new ArrayList<>();
  private final List<byte[]> messages = new ArrayList<>();
  volatile @Nullable PackedBlock packed;

  BlockDraft(int number) {
    this.number = number;
  }

  /** Where something is to lie. */
  record Place(BlockDraft draft, int slot) {}

  Place addSpan(SpanRow row) {
    rows.add(row);
    return new Place(this, rows.size() - 1);
  }

  /** When all spans are there. */
  Place addMessage(byte[] message) {
    messages.add(message);
    return new Place(this, rows.size() + messages.size() - 1);
  }

  List<byte[]> messages() {
    return messages;
  }
}
