package dev.fulgurite.api;

import org.jspecify.annotations.Nullable;

/**
 * Misuse of the front door: the only thing that an emit throws. A type of its own, so that an
 * {@link IllegalArgumentException} out of user code is never mistaken for one.
 */
final class Refusal extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  Refusal(String message) {
    super(message);
  }

  static <T> T ifNull(@Nullable T argument, String name) {
    if (argument == null) {
      throw new Refusal(name + " must not be null");
    }
    return argument;
  }

  static String ifEmpty(@Nullable String argument, String name) {
    String given = ifNull(argument, name);
    if (given.isEmpty()) {
      throw new Refusal(name + " must not be empty");
    }
    return given;
  }

  static double ifNotFinite(double value, String name) {
    if (!Double.isFinite(value)) {
      throw new Refusal(name + " must be a finite number, but is " + value);
    }
    return value;
  }
}
