package dev.fulgurite.cli.diff;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.tree.TraceNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pairs siblings of two trees, in their order. Those of the same kind and name stand for each
 * other; between them, model calls of the same operation do, whatever they are called, and roots:
 * the same agent may ask another model, or have another name. What is only in one has no partner.
 */
final class Alignment {
  // Beyond it, what is left of two long lists is not compared.
  private static final long MAX_COMPARISONS = 4_000_000;

  // More than all that is merely alike in lists of that length can come to.
  private static final int SAME = 4096;
  private static final int ALIKE = 2;
  private static final int ROOTS = 1;

  /** What does something, so that another name for it is no other thing. */
  private static final Set<EventKind> WORK =
      EnumSet.of(
          EventKind.SPAN, EventKind.OPERATION, EventKind.LLM, EventKind.TOOL, EventKind.AGENT);

  record Pair(@Nullable TraceNode left, @Nullable TraceNode right) {}

  /** What is looked at, often. */
  private record Node(boolean virtual, EventKind kind, String name, @Nullable String operation) {
    static Node of(TraceNode node) {
      return new Node(
          node.virtual(),
          EventKind.of(node.span()),
          node.span().name(),
          node.span().string(GenAi.OPERATION_NAME));
    }
  }

  private final List<TraceNode> left;
  private final List<TraceNode> right;
  private final List<Node> before;
  private final List<Node> after;
  private final boolean roots;
  private final List<Pair> pairs = new ArrayList<>();

  private Alignment(List<TraceNode> left, List<TraceNode> right, boolean roots) {
    this.left = left;
    this.right = right;
    this.before = left.stream().map(Node::of).toList();
    this.after = right.stream().map(Node::of).toList();
    this.roots = roots;
  }

  static List<Pair> of(List<TraceNode> left, List<TraceNode> right, boolean roots) {
    Alignment alignment = new Alignment(left, right, roots);
    int prefix = 0;
    while (prefix < Math.min(left.size(), right.size())
        && alignment.likeness(prefix, prefix) == SAME) {
      alignment.pairs.add(new Pair(left.get(prefix), right.get(prefix)));
      prefix++;
    }
    alignment.rest(prefix);
    return alignment.pairs;
  }

  private void rest(int from) {
    int[][] sums = sums(from);
    int i = from;
    int j = from;
    while (i < left.size() || j < right.size()) {
      if (i < left.size() && j < right.size() && isPair(sums, i, j, from)) {
        pairs.add(new Pair(left.get(i++), right.get(j++)));
      } else if (j == right.size() || (i < left.size() && goesLeft(sums, i - from, j - from))) {
        pairs.add(new Pair(left.get(i++), null));
      } else {
        pairs.add(new Pair(null, right.get(j++)));
      }
    }
  }

  private boolean isPair(int[][] sums, int i, int j, int from) {
    int likeness = sums.length == 0 ? 0 : likeness(i, j);
    return likeness > 0 && sums[i - from][j - from] == sums[i - from + 1][j - from + 1] + likeness;
  }

  private static boolean goesLeft(int[][] sums, int i, int j) {
    return sums.length == 0 || sums[i + 1][j] >= sums[i][j + 1];
  }

  /** How alike the best pairs of the rests of both lists are, from each place; else empty. */
  private int[][] sums(int from) {
    int rows = left.size() - from;
    int columns = right.size() - from;
    if ((long) rows * columns > MAX_COMPARISONS) {
      return new int[0][];
    }
    int[][] sums = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        int likeness = likeness(from + i, from + j);
        int paired = likeness == 0 ? 0 : sums[i + 1][j + 1] + likeness;
        sums[i][j] = Math.max(paired, Math.max(sums[i + 1][j], sums[i][j + 1]));
      }
    }
    return sums;
  }

  /** 0 where the two do not stand for each other. */
  private int likeness(int i, int j) {
    Node a = before.get(i);
    Node b = after.get(j);
    if (a.kind == b.kind && a.virtual == b.virtual && a.name.equals(b.name)) {
      return SAME;
    } else if (a.virtual || b.virtual) {
      return 0;
    }
    boolean rootWork = roots && WORK.contains(a.kind) && WORK.contains(b.kind);
    boolean alike = a.kind == b.kind && Objects.equals(a.operation, b.operation);
    if (alike && (a.kind == EventKind.LLM || rootWork)) {
      return ALIKE;
    }
    return rootWork ? ROOTS : 0;
  }
}
