package dev.fulgurite.cli.diff;

import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.tree.TraceNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Prints two trees as one: {@code -} is only in the first, {@code +} only in the second, {@code ~}
 * in both with something changed, which stands below. Used once.
 */
public final class DiffPrinter {
  private static final int MAX_DEPTH = 100;
  private static final int NAME_LENGTH = 80;
  private static final String STEP = "  ";

  private final PrintWriter out;
  private final Ansi ansi;
  private int removed;
  private int added;
  private int changed;
  private int same;

  public DiffPrinter(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  /** Prints the trees and how much was found. */
  public void print(List<TraceNode> left, List<TraceNode> right) {
    siblings(left, right, 0);
    out.println(
        "%s the same, %s changed, %s only in the first, %s only in the second"
            .formatted(
                Numbers.count(same),
                Numbers.count(changed),
                Numbers.count(removed),
                Numbers.count(added)));
  }

  private void siblings(List<TraceNode> left, List<TraceNode> right, int depth) {
    for (Alignment.Pair pair : Alignment.of(left, right, depth == 0)) {
      both(pair.left(), pair.right(), depth);
    }
  }

  private void both(@Nullable TraceNode left, @Nullable TraceNode right, int depth) {
    if (left != null && right != null) {
      changes(left, right, depth);
      if (depth < MAX_DEPTH) {
        siblings(left.children(), right.children(), depth + 1);
      }
    } else if (left != null) {
      removed += alone("- ", left, depth, ansi::red);
    } else if (right != null) {
      added += alone("+ ", right, depth, ansi::green);
    }
  }

  private void changes(TraceNode left, TraceNode right, int depth) {
    SpanChanges changes = new SpanChanges(left.span(), right.span());
    List<String> lines = changes.lines();
    String title = indent(depth) + name(left);
    String durations = STEP + changes.durations();
    if (lines.isEmpty()) {
      same++;
      out.println(STEP + title + ansi.dim(durations));
    } else {
      changed++;
      out.println(ansi.yellow("~ " + title) + ansi.dim(durations));
      lines.forEach(line -> out.println(STEP + indent(depth + 2) + line));
    }
  }

  private int alone(String sign, TraceNode node, int depth, UnaryOperator<String> paint) {
    out.println(paint.apply(sign + indent(depth) + name(node)) + duration(node));
    int count = 1;
    if (depth < MAX_DEPTH) {
      for (TraceNode child : node.children()) {
        count += alone(sign, child, depth + 1, paint);
      }
    }
    return count;
  }

  private String duration(TraceNode node) {
    return ansi.dim(STEP + SpanChanges.duration(node.span()));
  }

  private static String name(TraceNode node) {
    return node.virtual() ? "(not recorded)" : Printable.line(node.span().name(), NAME_LENGTH);
  }

  private static String indent(int depth) {
    return STEP.repeat(depth);
  }
}
