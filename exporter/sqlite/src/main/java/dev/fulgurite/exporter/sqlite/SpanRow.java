package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A span ready to be inserted: all that costs time is done before the write lock is taken. */
final class SpanRow {
  final SpanKey key;
  final StoredSpan span;
  final SpanFacts facts;
  final String scope;
  final String resource;
  final byte[] body;

  private SpanRow(StoredSpan span, String scope, String resource) {
    this.key = SpanKey.of(span);
    this.span = span;
    this.facts = SpanFacts.of(span);
    this.scope = scope;
    this.resource = resource;
    this.body = SpanBody.encode(span);
  }

  /**
   * @throws IllegalArgumentException when an id is malformed
   */
  static List<SpanRow> of(List<StoredSpan> spans) {
    Map<Origin.Scope, String> scopes = new HashMap<>();
    Map<Origin.Resource, String> resources = new HashMap<>();
    List<SpanRow> rows = new ArrayList<>(spans.size());
    for (StoredSpan span : spans) {
      rows.add(
          new SpanRow(
              span,
              scopes.computeIfAbsent(Origin.Scope.of(span), Origin.Scope::encode),
              resources.computeIfAbsent(Origin.Resource.of(span), Origin.Resource::encode)));
    }
    return rows;
  }
}
