package dev.fulgurite.cli;

/** There is no answer; the message is the one line that says why and what to do. */
final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CliException(String message) {
    super(message);
  }
}
