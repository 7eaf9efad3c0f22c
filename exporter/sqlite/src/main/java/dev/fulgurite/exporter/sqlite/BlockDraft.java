package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.EventKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Some spans of one session and batch, and their block once it is packed. */
final class BlockDraft {
  /** One span is read at the cost of its block, or of its kind's part of it. */
  static final int MAX_SPANS = 32;

  private static final int MAX_SHARED = 100;
  private static final int MAX_SHARED_LENGTH = 100;

  /** Among the blocks of the batch. */
  final int number;

  /** Whether the spans of each kind are a piece by themselves; else all are one. */
  final boolean split;

  final List<SpanRow> rows = new ArrayList<>();
  final List<Piece> pieces = new ArrayList<>();
  private final Map<String, Integer> shared = new LinkedHashMap<>();
  private int messages;
  volatile @Nullable PackedBlock packed;

  BlockDraft(int number, boolean split) {
    this.number = number;
    this.split = split;
  }

  /** Where something is to lie. */
  record Place(BlockDraft draft, int slot) {}

  /** What is packed together: bodies of spans, then messages. */
  final class Piece {
    final EventKind kind;
    final List<SpanRow> rows = new ArrayList<>();
    final List<byte[]> messages = new ArrayList<>();

    private Piece(EventKind kind) {
      this.kind = kind;
    }

    /** When all spans are there. */
    Place addMessage(byte[] message) {
      messages.add(message);
      BlockDraft.this.messages++;
      return place();
    }

    /** Of the last that was added. */
    private Place place() {
      int place = rows.size() + messages.size() - 1;
      int slot = split ? Pieces.slot(pieces.indexOf(this), place) : place;
      return new Place(BlockDraft.this, slot);
    }
  }

  Place addSpan(SpanRow row) {
    rows.add(row);
    Piece piece = piece(company(row.facts().kind()));
    piece.rows.add(row);
    return piece.place();
  }

  /**
   * The kind it is packed with: what is small, and mostly read with the whole session, together.
   */
  private static EventKind company(EventKind kind) {
    return switch (kind) {
      case LLM, TOOL, OBJECT -> kind;
      default -> EventKind.MESSAGE;
    };
  }

  private Piece piece(EventKind kind) {
    for (Piece piece : pieces) {
      if (!split || piece.kind == kind) {
        return piece;
      }
    }
    Piece piece = new Piece(kind);
    pieces.add(piece);
    return piece;
  }

  /** The number of a text that stands once in the block; negative where it does not. */
  int share(String text) {
    if (!split || text.length() > MAX_SHARED_LENGTH) {
      return -1;
    }
    Integer known = shared.get(text);
    if (known != null || shared.size() == MAX_SHARED) {
      return known == null ? -1 : known;
    }
    shared.put(text, shared.size());
    return shared.size() - 1;
  }

  /** By number. */
  Set<String> shared() {
    return shared.keySet();
  }

  /** How many. */
  int messages() {
    return messages;
  }
}
