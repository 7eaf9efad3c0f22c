package dev.fulgurite.exporter.query;

/** A filter that cannot be read. The message shows where, and what would do. */
public final class FilterSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final int position;

  FilterSyntaxException(String problem, String text, int position) {
    super(problem + ":\n  " + text + "\n  " + " ".repeat(position) + "^");
    this.position = position;
  }

  /** How many characters come before the fault. */
  public int position() {
    return position;
  }
}
