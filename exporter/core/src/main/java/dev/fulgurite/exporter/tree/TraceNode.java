package dev.fulgurite.exporter.tree;

import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** A span and what happened inside it. Not changed once {@link TraceTree} has handed it out. */
public final class TraceNode {
  private final StoredSpan span;
  private final boolean virtual;
  private final List<TraceNode> children = new ArrayList<>();

  TraceNode(StoredSpan span, boolean virtual) {
    this.span = span;
    this.virtual = virtual;
  }

  public StoredSpan span() {
    return span;
  }

  /** Whether the span was made up, for a parent that is missing or over several roots. */
  public boolean virtual() {
    return virtual;
  }

  /** In start order; not modifiable. */
  public List<TraceNode> children() {
    return Collections.unmodifiableList(children);
  }

  /** This node and everything below it, parents before children. Any depth is fine. */
  public Stream<TraceNode> walk() {
    List<TraceNode> found = new ArrayList<>();
    Deque<TraceNode> open = new ArrayDeque<>(List.of(this));
    while (!open.isEmpty()) {
      TraceNode node = open.pop();
      found.add(node);
      for (int i = node.children.size() - 1; i >= 0; i--) {
        open.push(node.children.get(i));
      }
    }
    return found.stream();
  }

  void add(TraceNode child) {
    children.add(child);
  }

  void replaceChildren(List<TraceNode> replacement) {
    children.clear();
    children.addAll(replacement);
    sort();
  }

  void sort() {
    children.sort((a, b) -> SpanOrder.BY_START.compare(a.span, b.span));
  }
}
