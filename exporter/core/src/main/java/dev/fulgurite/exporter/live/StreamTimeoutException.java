package dev.fulgurite.exporter.live;

/** An iteration waited in vain for the next step: see {@link SessionStreamBuilder#setTimeout}. */
public final class StreamTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StreamTimeoutException(String message) {
    super(message);
  }
}
