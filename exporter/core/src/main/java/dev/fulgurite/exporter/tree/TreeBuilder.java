package dev.fulgurite.exporter.tree;

import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Links nodes to their parents. Used once. */
final class TreeBuilder {
  private record Key(String traceId, String spanId) {}

  private final Map<Key, TraceNode> nodes = new LinkedHashMap<>();
  private final Map<Key, List<TraceNode>> orphans = new LinkedHashMap<>();
  private final Set<TraceNode> cut = new HashSet<>();

  TreeBuilder(Collection<StoredSpan> spans) {
    for (StoredSpan span : spans) {
      nodes.putIfAbsent(new Key(span.traceId(), span.spanId()), new TraceNode(span, false));
    }
  }

  List<TraceNode> roots() {
    cutCycles();
    List<TraceNode> roots = new ArrayList<>();
    nodes.values().forEach(node -> attach(node, roots));
    nodes.values().forEach(TraceNode::sort);
    orphans.forEach((ghost, children) -> roots.add(VirtualSpans.over(ghost.spanId(), children)));
    roots.sort((a, b) -> SpanOrder.BY_START.compare(a.span(), b.span()));
    return roots;
  }

  private void attach(TraceNode node, List<TraceNode> roots) {
    Key parentKey = parentKey(node);
    TraceNode parent = parent(node);
    if (parentKey == null || cut.contains(node)) {
      roots.add(node);
    } else if (parent == null) {
      orphans.computeIfAbsent(parentKey, key -> new ArrayList<>()).add(node);
    } else {
      parent.add(node);
    }
  }

  private void cutCycles() {
    Set<TraceNode> safe = new HashSet<>();
    for (TraceNode node : nodes.values()) {
      Set<TraceNode> path = new LinkedHashSet<>();
      TraceNode at = node;
      while (at != null && !safe.contains(at) && path.add(at)) {
        at = parent(at);
      }
      if (at != null && !safe.contains(at)) {
        cut.add(earliestFrom(at, path));
      }
      safe.addAll(path);
    }
  }

  // The path may lead into the cycle from outside; the cycle begins where the path met itself.
  private static TraceNode earliestFrom(TraceNode meeting, Set<TraceNode> path) {
    return path.stream()
        .dropWhile(node -> node != meeting)
        .min(Comparator.comparing(TraceNode::span, SpanOrder.BY_START))
        .orElse(meeting);
  }

  private @Nullable TraceNode parent(TraceNode node) {
    Key key = parentKey(node);
    return key == null ? null : nodes.get(key);
  }

  private static @Nullable Key parentKey(TraceNode node) {
    String parent = node.span().parentSpanId();
    return parent == null ? null : new Key(node.span().traceId(), parent);
  }
}
