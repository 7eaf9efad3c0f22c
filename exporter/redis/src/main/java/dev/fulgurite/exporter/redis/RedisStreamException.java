package dev.fulgurite.exporter.redis;

import dev.fulgurite.exporter.ExportFailure;
import dev.fulgurite.exporter.ExportFailure.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Redis did not do what was asked. The message names the server and what to do. Nothing says that
 * it had no effect: where no answer came, it may have had.
 */
public final class RedisStreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String reason;

  RedisStreamException(Kind kind, String reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.reason = reason;
  }

  /** What it says about the next try. */
  public Kind kind() {
    return kind;
  }

  /** One word: {@code unavailable}, {@code timeout}, {@code full}, {@code denied}, … */
  public String reason() {
    return reason;
  }

  ExportFailure toExportFailure() {
    String message = String.valueOf(getMessage());
    return switch (kind) {
      case RETRYABLE -> ExportFailure.retryable(reason, message);
      case PERMANENT -> ExportFailure.permanent(reason, message);
      case REJECTED -> ExportFailure.rejected(reason, message);
    };
  }
}
