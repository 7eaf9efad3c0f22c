package dev.fulgurite.cli.diff;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is different in the events of two spans, whatever their order and times. */
final class EventChanges {
  // A span may have thousands, as one for each token.
  private static final int MAX_EVENTS = 10;

  private record Said(String name, Map<String, Object> attributes) {
    static Said of(StoredSpan.Event event) {
      Map<String, Object> attributes = SpanChanges.attributes(event.attributes());
      // Line numbers and proxies make it another one where the same has failed.
      attributes.remove(AgentLightning.EXCEPTION_STACKTRACE);
      return new Said(event.name(), attributes);
    }
  }

  private final List<String> lines = new ArrayList<>();
  private int different;

  private EventChanges() {}

  /** A line or more for each event that the other span has not. */
  static List<String> lines(StoredSpan left, StoredSpan right) {
    List<Said> before = left.events().stream().map(Said::of).toList();
    List<Said> after = right.events().stream().map(Said::of).toList();
    Map<String, List<Said>> old = byName(without(before, after));
    Map<String, List<Said>> young = byName(without(after, before));
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(young.keySet());
    EventChanges changes = new EventChanges();
    names.forEach(
        name ->
            changes.pairs(old.getOrDefault(name, List.of()), young.getOrDefault(name, List.of())));
    return changes.all();
  }

  private static List<Said> without(List<Said> events, List<Said> others) {
    Map<Said, Integer> left = new HashMap<>();
    others.forEach(other -> left.merge(other, 1, Integer::sum));
    return events.stream().filter(event -> left.merge(event, -1, Integer::sum) < 0).toList();
  }

  private static Map<String, List<Said>> byName(List<Said> events) {
    return events.stream().collect(Collectors.groupingBy(Said::name));
  }

  private void pairs(List<Said> old, List<Said> young) {
    for (int i = 0; i < Math.max(old.size(), young.size()); i++) {
      if (different++ < MAX_EVENTS) {
        pair(i < old.size() ? old.get(i) : null, i < young.size() ? young.get(i) : null);
      }
    }
  }

  private void pair(@Nullable Said old, @Nullable Said young) {
    Said there = old == null ? young : old;
    if (there == null) {
      return;
    }
    String event = "event " + Printable.line(there.name());
    Map<String, Object> before = old == null ? Map.of() : old.attributes();
    Map<String, Object> after = young == null ? Map.of() : young.attributes();
    if (before.isEmpty() && after.isEmpty()) {
      String bare = "(without attributes)";
      SpanChanges.changed(lines, event, old == null ? null : bare, young == null ? null : bare);
    } else {
      SpanChanges.changed(lines, event + ", ", before, after);
    }
  }

  private List<String> all() {
    if (different > MAX_EVENTS) {
      lines.add("and " + Numbers.counted(different - MAX_EVENTS, "event") + " more");
    }
    return lines;
  }
}
