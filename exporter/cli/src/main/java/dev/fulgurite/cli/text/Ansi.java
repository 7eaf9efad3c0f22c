package dev.fulgurite.cli.text;

/** Colours, or none. Immutable. */
public final class Ansi {
  public static final Ansi ON = new Ansi(true);
  public static final Ansi OFF = new Ansi(false);

  private final boolean on;

  private Ansi(boolean on) {
    this.on = on;
  }

  public String bold(String text) {
    return code(1, text);
  }

  public String dim(String text) {
    return code(2, text);
  }

  public String red(String text) {
    return code(31, text);
  }

  public String green(String text) {
    return code(32, text);
  }

  public String yellow(String text) {
    return code(33, text);
  }

  public String cyan(String text) {
    return code(36, text);
  }

  /** Green above zero, red below, yellow at zero. */
  public String bySign(double value, String text) {
    return value > 0 ? green(text) : value < 0 ? red(text) : yellow(text);
  }

  private String code(int code, String text) {
    return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
