package dev.fulgurite.cli.diff;

import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.tree.TraceNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pairs siblings of two trees by kind and name, in their order: the longest sequence that both
 * have. What is only in one has no partner.
 */
final class Alignment {
  // Beyond it, what is left of two long lists is not compared.
  private static final long MAX_COMPARISONS = 4_000_000;

  record Pair(@Nullable TraceNode left, @Nullable TraceNode right) {}

  private final List<TraceNode> left;
  private final List<TraceNode> right;
  private final List<Pair> pairs = new ArrayList<>();

  private Alignment(List<TraceNode> left, List<TraceNode> right) {
    this.left = left;
    this.right = right;
  }

  static List<Pair> of(List<TraceNode> left, List<TraceNode> right) {
    Alignment alignment = new Alignment(left, right);
    int prefix = 0;
    while (prefix < Math.min(left.size(), right.size()) && alignment.same(prefix, prefix)) {
      alignment.pairs.add(new Pair(left.get(prefix), right.get(prefix)));
      prefix++;
    }
    alignment.rest(prefix);
    return alignment.pairs;
  }

  private void rest(int from) {
    int[][] lengths = lengths(from);
    int i = from;
    int j = from;
    while (i < left.size() || j < right.size()) {
      if (i < left.size() && j < right.size() && lengths.length > 0 && same(i, j)) {
        pairs.add(new Pair(left.get(i++), right.get(j++)));
      } else if (j == right.size() || (i < left.size() && goesLeft(lengths, i - from, j - from))) {
        pairs.add(new Pair(left.get(i++), null));
      } else {
        pairs.add(new Pair(null, right.get(j++)));
      }
    }
  }

  private static boolean goesLeft(int[][] lengths, int i, int j) {
    return lengths.length == 0 || lengths[i + 1][j] >= lengths[i][j + 1];
  }

  /** How many pairs the rests of both lists have, from each place; empty where it is too many. */
  private int[][] lengths(int from) {
    int rows = left.size() - from;
    int columns = right.size() - from;
    if ((long) rows * columns > MAX_COMPARISONS) {
      return new int[0][];
    }
    int[][] lengths = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        lengths[i][j] =
            same(from + i, from + j)
                ? lengths[i + 1][j + 1] + 1
                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    return lengths;
  }

  private boolean same(int i, int j) {
    TraceNode a = left.get(i);
    TraceNode b = right.get(j);
    return a.virtual() == b.virtual()
        && a.span().name().equals(b.span().name())
        && EventKind.of(a.span()) == EventKind.of(b.span());
  }
}
