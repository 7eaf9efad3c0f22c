package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span ready to be inserted.
 *
 * @param parent the parent's span id, or null
 * @param body what has no column
 */
record SpanRow(
    SpanKey key,
    @Nullable Long parent,
    SpanFacts facts,
    SpanKind kind,
    @Nullable String model,
    StatusCode status,
    SpanSetting setting,
    BodySource body) {

  /**
   * @throws IllegalArgumentException when an id is malformed
   */
  static List<SpanRow> of(List<StoredSpan> spans) {
    Map<Origin.Scope, String> scopes = new HashMap<>();
    Map<Origin.Resource, String> resources = new HashMap<>();
    List<SpanRow> rows = new ArrayList<>(spans.size());
    for (StoredSpan span : spans) {
      String scope = scopes.computeIfAbsent(Origin.Scope.of(span), Origin.Scope::encode);
      String resource =
          resources.computeIfAbsent(Origin.Resource.of(span), Origin.Resource::encode);
      rows.add(of(span, scope, resource));
    }
    return rows;
  }

  private static SpanRow of(StoredSpan span, String scope, String resource) {
    SpanKey key = SpanKey.of(span);
    String parent = span.parentSpanId();
    SpanFacts facts = SpanFacts.of(span);
    return new SpanRow(
        key,
        parent == null ? null : SpanKey.number(parent),
        facts,
        span.kind(),
        span.string(GenAi.REQUEST_MODEL),
        span.status(),
        SpanSetting.of(span, facts, scope, resource),
        (row, out, messages) -> SpanBody.write(out, span, RowCheck.of(row), messages));
  }
}
