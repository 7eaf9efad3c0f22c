package dev.fulgurite.examples.math.replay;

/** What the user gave cannot be used; the message is one line that says what and how to mend it. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadInputException(String message) {
    super(message);
  }
}
