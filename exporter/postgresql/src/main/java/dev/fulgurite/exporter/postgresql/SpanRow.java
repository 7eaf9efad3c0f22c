package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.codec.EscapedText;
import dev.fulgurite.exporter.store.codec.Origin;
import dev.fulgurite.exporter.store.codec.SpanBody;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A span ready to be inserted. Rows are not compared. */
@SuppressWarnings("ArrayRecordComponent")
record SpanRow(
    SpanKey key,
    @Nullable Long parent,
    StoredSpan span,
    SpanFacts facts,
    UUID session,
    Packed origin,
    byte[] body) {

  /** An {@link Origin} as a row has it. */
  @SuppressWarnings("ArrayRecordComponent")
  record Packed(UUID key, byte[] data) {}

  /** About what a row costs beside its body. */
  static final int OVERHEAD = 300;

  /**
   * Each span once, in order.
   *
   * @throws IllegalArgumentException when an id is malformed
   */
  static Collection<SpanRow> of(List<StoredSpan> spans) {
    Map<Origin, Packed> origins = new HashMap<>();
    Map<SpanKey, SpanRow> rows = new LinkedHashMap<>();
    for (StoredSpan span : spans) {
      SpanKey key = SpanKey.of(span);
      if (!rows.containsKey(key)) {
        rows.put(key, of(key, span, origins.computeIfAbsent(Origin.of(span), SpanRow::pack)));
      }
    }
    return rows.values();
  }

  private static SpanRow of(SpanKey key, StoredSpan span, Packed origin) {
    SpanFacts facts = SpanFacts.of(span);
    String parent = span.parentSpanId();
    return new SpanRow(
        key,
        parent == null ? null : SpanKey.number(parent),
        span,
        facts,
        Digests.key(facts.sessionId()),
        origin,
        SpanBody.encode(span));
  }

  private static Packed pack(Origin origin) {
    byte[] data = origin.encode();
    return new Packed(Digests.key(data), data);
  }

  @Nullable String escaped(String attribute) {
    return EscapedText.escapeIfAny(span.string(attribute));
  }
}
