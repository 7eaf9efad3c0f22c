package dev.fulgurite.exporter.tree;

import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves spans below the sibling whose time holds them. Siblings are swept in start order, the
 * longer first; a stack per trace holds those still open. A sibling that ends before the one at
 * hand can be forgotten: whatever starts later and fits into it fits into the one at hand too.
 */
final class SiblingRepair {
  private static final Comparator<TraceNode> OUTER_FIRST =
      Comparator.comparingLong((TraceNode node) -> node.span().startEpochNanos())
          .thenComparing(node -> node.span().endEpochNanos(), Comparator.reverseOrder());

  static void repair(TraceNode root) {
    Deque<TraceNode> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      TraceNode node = open.pop();
      sweep(node);
      open.addAll(node.children());
    }
  }

  private static void sweep(TraceNode parent) {
    Map<String, Deque<TraceNode>> openByTrace = new HashMap<>();
    List<TraceNode> stay = new ArrayList<>();
    List<TraceNode> siblings = new ArrayList<>(parent.children());
    siblings.sort(OUTER_FIRST);
    for (TraceNode node : siblings) {
      Deque<TraceNode> open =
          openByTrace.computeIfAbsent(node.span().traceId(), trace -> new ArrayDeque<>());
      place(node, open, stay);
    }
    if (stay.size() < siblings.size()) {
      parent.replaceChildren(stay);
      siblings.forEach(TraceNode::sort);
    }
  }

  private static void place(TraceNode node, Deque<TraceNode> open, List<TraceNode> stay) {
    while (!open.isEmpty() && end(open.peek()) < end(node)) {
      open.pop();
    }
    TraceNode holder =
        open.stream().filter(held -> duration(held) > duration(node)).findFirst().orElse(null);
    if (holder == null) {
      stay.add(node);
    } else {
      holder.add(node);
    }
    // A twin on the stack holds whatever this one could hold.
    if (!node.virtual() && (open.isEmpty() || open.peek() == holder)) {
      open.push(node);
    }
  }

  private static long end(TraceNode node) {
    return node.span().endEpochNanos();
  }

  private static long duration(TraceNode node) {
    StoredSpan span = node.span();
    return span.endEpochNanos() - span.startEpochNanos();
  }

  private SiblingRepair() {}
}
