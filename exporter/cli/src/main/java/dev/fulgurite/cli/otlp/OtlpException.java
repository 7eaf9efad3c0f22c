package dev.fulgurite.cli.otlp;

/** What was to be read is no OTLP. The message names the place, the value and what was expected. */
public final class OtlpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OtlpException(String place, String reason) {
    super(place.isEmpty() ? reason : place + ": " + reason);
  }
}
