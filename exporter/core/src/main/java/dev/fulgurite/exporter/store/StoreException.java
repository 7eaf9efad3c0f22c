package dev.fulgurite.exporter.store;

import org.jspecify.annotations.Nullable;

/** A store could not be opened, written or read. The message names the value and the remedy. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
