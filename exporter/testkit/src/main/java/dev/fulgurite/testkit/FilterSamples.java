package dev.fulgurite.testkit;

import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** Filters that mostly hold for a given span, up to three deep. Not thread-safe. */
final class FilterSamples {
  private static final int DEPTH = 3;
  private static final List<SpanField> FIELDS = List.of(SpanField.values());

  private final Random random;
  private final Function<StoredSpan, AttributePredicate> predicates;

  FilterSamples(Random random, Function<StoredSpan, AttributePredicate> predicates) {
    this.random = random;
    this.predicates = predicates;
  }

  SpanFilter about(StoredSpan span) {
    return filter(span, DEPTH);
  }

  private SpanFilter filter(StoredSpan span, int depth) {
    int choice = random.nextInt(depth == 0 ? 4 : 8);
    return switch (choice) {
      case 0 -> new SpanFilter.Attribute(predicates.apply(span));
      case 1 -> new SpanFilter.Text(span.name().substring(span.name().length() / 2));
      case 2, 3 -> field(span);
      case 4 -> new SpanFilter.Not(new SpanFilter.Not(filter(span, depth - 1)));
      case 5 -> new SpanFilter.Any(some(span, depth));
      case 6 -> new SpanFilter.Not(new SpanFilter.All(List.of()));
      default -> new SpanFilter.All(some(span, depth));
    };
  }

  private List<SpanFilter> some(StoredSpan span, int depth) {
    return Stream.generate(() -> filter(span, depth - 1)).limit(1 + random.nextInt(2)).toList();
  }

  private SpanFilter field(StoredSpan span) {
    SpanField field = FIELDS.get(random.nextInt(FIELDS.size()));
    Object value = value(field, span);
    return switch (random.nextInt(5)) {
      case 0 -> new SpanFilter.Field(field, Operator.IN, List.of(value));
      case 1 -> new SpanFilter.Field(field, Operator.AT_MOST, value);
      case 2 -> new SpanFilter.Field(field, Operator.AT_LEAST, value);
      case 3 -> new SpanFilter.Not(new SpanFilter.Field(field, Operator.GREATER, value));
      default -> new SpanFilter.Field(field, Operator.EQUALS, value);
    };
  }

  private static Object value(SpanField field, StoredSpan span) {
    return switch (field.type()) {
      case TEXT -> field == SpanField.NAME ? span.name() : span.traceId();
      case KIND -> EventKind.of(span).word();
      case STATUS -> span.status().name().toLowerCase(Locale.ROOT);
      case TIME -> span.startEpochNanos();
      case DURATION -> span.endEpochNanos() - span.startEpochNanos();
      case COUNT -> 10L;
      case NUMBER -> 0.5;
    };
  }
}
