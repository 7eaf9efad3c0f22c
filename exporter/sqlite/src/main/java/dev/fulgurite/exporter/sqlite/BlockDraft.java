package dev.fulgurite.exporter.sqlite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Some spans of one session and batch, and their block once it is packed. */
final class BlockDraft {
  /** One span is read at the cost of its block. */
  private static final int MAX_SPANS = 32;

  final List<SpanRow> rows = new ArrayList<>();
  volatile @Nullable PackedBlock packed;

  /** Where a span's body is to lie. */
  record Place(BlockDraft draft, int slot) {}

  /** A place for each row, in their order. */
  static List<Place> places(List<SpanRow> rows) {
    Map<String, BlockDraft> open = new LinkedHashMap<>();
    List<Place> places = new ArrayList<>(rows.size());
    for (SpanRow row : rows) {
      String session = row.setting().session();
      BlockDraft draft = open.get(session);
      if (draft == null || draft.rows.size() == MAX_SPANS) {
        draft = new BlockDraft();
        open.put(session, draft);
      }
      places.add(new Place(draft, draft.rows.size()));
      draft.rows.add(row);
    }
    return places;
  }
}
