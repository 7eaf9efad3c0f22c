package dev.fulgurite.cli.doctor;

import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param subject what was looked at, a word or two
 * @param remedy what to do; empty when all is well
 */
public record Finding(Level level, String subject, String message, String remedy) {
  /** How bad it is. */
  public enum Level {
    OK,
    WARN,
    FAIL;

    /** Lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String subject, String message) {
    return new Finding(Level.OK, subject, message, "");
  }

  static Finding warn(String subject, String message, String remedy) {
    return new Finding(Level.WARN, subject, message, remedy);
  }

  static Finding fail(String subject, String message, String remedy) {
    return new Finding(Level.FAIL, subject, message, remedy);
  }
}
