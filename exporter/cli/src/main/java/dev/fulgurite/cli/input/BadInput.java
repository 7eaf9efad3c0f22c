package dev.fulgurite.cli.input;

/** A file cannot be read on; the message names the file, the place, the value and the reason. */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Of what {@link java.util.zip.GZIPInputStream} cannot read on. */
  static final String COMPRESSED = "its gzip data is cut off or damaged";

  BadInput(String message) {
    super(message);
  }
}
