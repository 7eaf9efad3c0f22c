package dev.fulgurite.exporter.json;

/** A line is not span JSON. The message names the line, the field and what is wrong with it. */
public final class SpanJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String field;

  SpanJsonException(int line, String field, String reason, Throwable cause) {
    super("line " + line + ": " + (field.isEmpty() ? "" : field + ": ") + reason, cause);
    this.line = line;
    this.field = field;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** Such as {@code attributes.session.id}; empty when the line as a whole is at fault. */
  public String field() {
    return field;
  }
}
