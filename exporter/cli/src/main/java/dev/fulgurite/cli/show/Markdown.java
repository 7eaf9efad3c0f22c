package dev.fulgurite.cli.show;

import dev.fulgurite.cli.text.Printable;
import java.io.PrintWriter;

/**
 * Writes Markdown in which what was recorded stays what it was: in code spans and fenced blocks.
 */
final class Markdown {
  private final PrintWriter out;
  private final int maxText;

  /**
   * @param maxText characters of a block, 0 for no limit
   */
  Markdown(PrintWriter out, int maxText) {
    this.out = out;
    this.maxText = maxText;
  }

  void heading(int level, String text) {
    out.println("#".repeat(level) + " " + text);
    out.println();
  }

  void paragraph(String text) {
    out.println(text);
    out.println();
  }

  /** A label and a text under it, whatever the text holds; nothing for an empty text. */
  void block(String label, String text) {
    if (text.isEmpty()) {
      return;
    }
    String printable = Printable.lines(text);
    boolean cut = maxText > 0 && printable.length() > maxText;
    String fence = fence(printable);
    out.println("**" + label + "**");
    out.println();
    out.println(fence);
    out.println(cut ? printable.substring(0, maxText) : printable);
    out.println(fence);
    if (cut) {
      out.println("(cut: " + (printable.length() - maxText) + " characters more)");
    }
    out.println();
  }

  /** A recorded word within a line. */
  static String code(String text) {
    String line = Printable.line(text).replace('`', '\'');
    return line.isEmpty() ? "(empty)" : "`" + line + "`";
  }

  /** Longer than any run of backticks in the text, so that the text cannot end its block. */
  private static String fence(String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence;
  }
}
