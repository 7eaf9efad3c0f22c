package dev.fulgurite.cli.text;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Rows in aligned columns, two blanks apart. Built and printed by one thread. */
public final class Table {
  /** A cell, and what to paint it with once its width is known. */
  public record Cell(String text, UnaryOperator<String> paint) {
    public static Cell of(String text) {
      return new Cell(text, painted -> painted);
    }
  }

  private final List<String> headings = new ArrayList<>();
  private final List<Boolean> rightAligned = new ArrayList<>();
  private final List<List<Cell>> rows = new ArrayList<>();

  /** Adds a column for words. */
  public Table left(String heading) {
    headings.add(heading);
    rightAligned.add(false);
    return this;
  }

  /** Adds a column for numbers. */
  public Table right(String heading) {
    headings.add(heading);
    rightAligned.add(true);
    return this;
  }

  /** Adds a row: one string or {@link Cell} per column. */
  public void row(Object... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + headings.size());
    }
    List<Cell> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell instanceof Cell painted ? painted : Cell.of(String.valueOf(cell)));
    }
    rows.add(row);
  }

  /** Prints the headings and every row. */
  public void print(PrintWriter out, Ansi ansi) {
    int[] widths = new int[headings.size()];
    List<Cell> header = headings.stream().map(text -> new Cell(text, ansi::dim)).toList();
    widen(widths, header);
    rows.forEach(row -> widen(widths, row));
    print(out, widths, header);
    rows.forEach(row -> print(out, widths, row));
  }

  private static void widen(int[] widths, List<Cell> row) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], TextWidth.of(row.get(i).text()));
    }
  }

  private void print(PrintWriter out, int[] widths, List<Cell> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      Cell cell = row.get(i);
      String gap = " ".repeat(widths[i] - TextWidth.of(cell.text()));
      String painted = cell.paint().apply(cell.text());
      line.append(i == 0 ? "" : "  ");
      line.append(rightAligned.get(i) ? gap + painted : painted + gap);
    }
    out.println(line.toString().stripTrailing());
  }
}
