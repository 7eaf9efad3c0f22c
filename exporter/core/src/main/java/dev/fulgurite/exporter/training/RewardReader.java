package dev.fulgurite.exporter.training;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a reward span says: its value, and which spans it names. */
final class RewardReader {
  private static final AttributeKey<Double> VALUE =
      AttributeKey.doubleKey(AgentLightning.PRIMARY_REWARD_VALUE);

  static @Nullable Double value(StoredSpan span) {
    return span.attributes().get(VALUE);
  }

  /** What a span must be for the links of {@code reward} to mean it; null without links. */
  static @Nullable Predicate<StoredSpan> target(StoredSpan reward) {
    List<Predicate<StoredSpan>> links = new ArrayList<>();
    for (int i = 0; ; i++) {
      String key = reward.string(AgentLightning.LINK + "." + i + ".key_match");
      String value = reward.string(AgentLightning.LINK + "." + i + ".value_match");
      if (key == null || value == null) {
        break;
      }
      links.add(span -> matches(span, key, value));
    }
    return links.isEmpty() ? null : links.stream().reduce(Predicate::and).orElseThrow();
  }

  private static boolean matches(StoredSpan span, String key, String value) {
    return switch (key) {
      case "trace_id" -> span.traceId().equalsIgnoreCase(value);
      case "span_id" -> span.spanId().equalsIgnoreCase(value);
      default -> value.equals(span.string(key));
    };
  }

  private RewardReader() {}
}
