package dev.fulgurite.cli.diff;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is different in two spans that stand for one another. */
final class SpanChanges {
  private static final int VALUE_LENGTH = 60;

  // They differ in any two runs, or are said otherwise.
  private static final Set<String> NOT_COMPARED =
      Set.of(
          Fulgurite.SESSION_ID,
          GenAi.CONVERSATION_ID,
          GenAi.RESPONSE_ID,
          GenAi.TOOL_CALL_ID,
          AgentLightning.ROLLOUT_ID,
          AgentLightning.ATTEMPT_ID,
          AgentLightning.SEQUENCE_ID,
          GenAi.USAGE_INPUT_TOKENS,
          GenAi.USAGE_OUTPUT_TOKENS);

  private final StoredSpan left;
  private final StoredSpan right;

  SpanChanges(StoredSpan left, StoredSpan right) {
    this.left = left;
    this.right = right;
  }

  /** A line each; none where only times and ids differ. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    SpanFacts before = SpanFacts.of(left);
    SpanFacts after = SpanFacts.of(right);
    changed(lines, "name", left.name(), right.name());
    changed(lines, "status", left.status(), right.status());
    changed(lines, "status description", left.statusDescription(), right.statusDescription());
    changed(lines, "tokens", tokens(before), tokens(after));
    changed(lines, "reward", before.reward(), after.reward());
    changed(lines, "", attributes(left.attributes()), attributes(right.attributes()));
    lines.addAll(EventChanges.lines(left, right));
    return lines;
  }

  /** Both durations, or the one that both have as far as they are shown. */
  String durations() {
    String before = duration(left);
    String after = duration(right);
    return before.equals(after) ? before : before + " → " + after;
  }

  static String duration(StoredSpan span) {
    return Numbers.duration(span.endEpochNanos() - span.startEpochNanos());
  }

  private static String tokens(SpanFacts facts) {
    return Numbers.tokens(facts.inputTokens(), facts.outputTokens());
  }

  // A reward's value has been said as the reward.
  static Map<String, Object> attributes(Attributes attributes) {
    Map<String, Object> compared = new TreeMap<>();
    attributes.forEach(
        (key, value) -> {
          String name = key.getKey();
          if (!NOT_COMPARED.contains(name) && !name.equals("agentlightning.reward.0.value")) {
            compared.put(name, value);
          }
        });
    return compared;
  }

  /** A line for each attribute that differs. */
  static void changed(
      List<String> lines, String prefix, Map<String, Object> old, Map<String, Object> young) {
    Set<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(young.keySet());
    keys.forEach(key -> changed(lines, prefix + Printable.line(key), old.get(key), young.get(key)));
  }

  static void changed(
      List<String> lines, String what, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      lines.add(what + ": " + shown(before, after) + " → " + shown(after, before));
    }
  }

  /** From a little before the first difference, since long texts begin alike. */
  private static String shown(@Nullable Object value, @Nullable Object other) {
    if (value == null || value.toString().isEmpty()) {
      return "(none)";
    }
    String text = value.toString();
    String against = String.valueOf(other);
    int same = 0;
    while (same < Math.min(text.length(), against.length())
        && text.charAt(same) == against.charAt(same)) {
      same++;
    }
    int from = text.length() <= VALUE_LENGTH ? 0 : Math.max(0, same - VALUE_LENGTH / 3);
    return (from > 0 ? "…" : "") + Printable.line(text.substring(from), VALUE_LENGTH);
  }
}
