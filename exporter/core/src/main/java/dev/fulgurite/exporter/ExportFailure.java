package dev.fulgurite.exporter;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Why an export failed, and whether trying again can help. An exporter that knows attaches one to
 * its answer ({@code CompletableResultCode.failExceptionally}); answers without it are judged by
 * what else they carry. Immutable.
 */
public final class ExportFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** What a failure says about the next try. */
  public enum Kind {
    /** The destination is unreachable, busy or broken for now: the same batch may succeed later. */
    RETRYABLE,
    /** The destination refuses whatever is sent, such as for a wrong token. */
    PERMANENT,
    /** The destination refuses this batch: one of its spans may be to blame. */
    REJECTED
  }

  private final Kind kind;
  private final String reason;
  private final transient Duration retryAfter;

  private ExportFailure(Kind kind, String reason, String message, Duration retryAfter) {
    super(requireNonNull(message, "message"));
    this.kind = kind;
    this.reason = requireNonNull(reason, "reason");
    this.retryAfter = retryAfter;
  }

  /**
   * Trying again may help.
   *
   * @param reason one word for the ledger, such as {@code unavailable}
   * @param message for people, such as {@code HTTP 503}; empty when the exporter has told them
   */
  public static ExportFailure retryable(String reason, String message) {
    return retryable(reason, message, Duration.ZERO);
  }

  /** The same, not before {@code retryAfter} has passed. */
  public static ExportFailure retryable(String reason, String message, Duration retryAfter) {
    return new ExportFailure(
        Kind.RETRYABLE, reason, message, requireNonNull(retryAfter, "retryAfter"));
  }

  /** Trying again cannot help. */
  public static ExportFailure permanent(String reason, String message) {
    return new ExportFailure(Kind.PERMANENT, reason, message, Duration.ZERO);
  }

  /** Trying this batch again cannot help; a part of it may pass. */
  public static ExportFailure rejected(String reason, String message) {
    return new ExportFailure(Kind.REJECTED, reason, message, Duration.ZERO);
  }

  public Kind kind() {
    return kind;
  }

  /** One word, as it stands in the ledger. */
  public String reason() {
    return reason;
  }

  /** How long the destination asked to be left alone; empty when it said nothing. */
  public Optional<Duration> retryAfter() {
    return retryAfter == null || retryAfter.isZero() ? Optional.empty() : Optional.of(retryAfter);
  }
}
