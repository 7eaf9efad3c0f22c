package dev.fulgurite.exporter.tree;

import dev.fulgurite.exporter.store.StoredSpan;
import java.util.Collection;
import java.util.List;

/**
 * Builds trees from spans in any order. A parent that is not among them becomes a virtual node with
 * the missing id; a cycle of parent links is cut above its earliest span, which becomes a root; of
 * spans with the same ids the first counts.
 */
public final class TraceTree {
  /** Id of the node over several roots. */
  public static final String VIRTUAL_ROOT = "virtual-root";

  /**
   * One tree of all {@code spans}, which may be of several traces; several roots get one virtual
   * root.
   *
   * @throws IllegalArgumentException when {@code spans} is empty
   */
  public static TraceNode of(Collection<StoredSpan> spans) {
    if (spans.isEmpty()) {
      throw new IllegalArgumentException("spans is empty: a tree needs at least one");
    }
    List<TraceNode> roots = roots(spans);
    return roots.size() == 1 ? roots.get(0) : VirtualSpans.over(VIRTUAL_ROOT, roots);
  }

  /** The trees of {@code spans}, in start order; empty for none. */
  public static List<TraceNode> roots(Collection<StoredSpan> spans) {
    return new TreeBuilder(spans).roots();
  }

  /**
   * As {@link #of}, then moves each span that lies within the time of a longer sibling of its trace
   * below that sibling: for instrumentations that lose the parent. Parallel siblings may be
   * mistaken for nested ones.
   *
   * @throws IllegalArgumentException when {@code spans} is empty
   */
  public static TraceNode repaired(Collection<StoredSpan> spans) {
    TraceNode root = of(spans);
    SiblingRepair.repair(root);
    return root;
  }

  private TraceTree() {}
}
