package dev.fulgurite.cli.show;

import dev.fulgurite.exporter.tree.TraceNode;
import java.io.PrintWriter;
import java.util.List;

/** Draws trees with box characters. */
public final class TreePrinter {
  // Beyond this no terminal is wide enough, and the stack has an end too.
  private static final int MAX_DEPTH = 100;

  private final PrintWriter out;
  private final SpanText text;

  public TreePrinter(PrintWriter out, SpanText text) {
    this.out = out;
    this.text = text;
  }

  /** Prints every tree, each under the one before. */
  public void print(List<TraceNode> roots) {
    children(roots, "", 0);
  }

  private void children(List<TraceNode> nodes, String indent, int depth) {
    for (int i = 0; i < nodes.size(); i++) {
      node(nodes.get(i), indent, i == nodes.size() - 1, depth);
    }
  }

  private void node(TraceNode node, String indent, boolean last, int depth) {
    out.println(text.dim(indent + (last ? "└─ " : "├─ ")) + text.headline(node));
    String below = indent + (last ? "   " : "│  ");
    String rail = below + (node.children().isEmpty() ? "   " : "│  ");
    for (String detail : text.details(node.span())) {
      out.println(text.dim(rail) + detail);
    }
    if (depth < MAX_DEPTH) {
      children(node.children(), below, depth + 1);
    } else if (!node.children().isEmpty()) {
      long hidden = node.walk().count() - 1;
      out.println(text.dim(below + "└─ … " + hidden + " more below: see 'fulgurite spans'"));
    }
  }
}
