package dev.fulgurite.exporter.outbox;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.fulgurite.exporter.ExportFailure;
import dev.fulgurite.exporter.ExportFailure.Kind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a destination answered.
 *
 * @param failure null for success
 * @param message for people
 * @param askedNanos how long it asked to be left alone
 */
record Answer(@Nullable Kind failure, String message, long askedNanos) {
  static final Answer SUCCESS = new Answer(null, "", 0);
  static final Answer TIMEOUT = new Answer(Kind.RETRYABLE, "no answer in time", 0);

  static Answer of(CompletableResultCode code) {
    return code.isSuccess() ? SUCCESS : of(thrown(code));
  }

  /** What says nothing of itself is taken for an outage: nothing is given up for it. */
  static Answer of(@Nullable Throwable thrown) {
    if (thrown instanceof ExportFailure known) {
      long asked = NANOSECONDS.convert(known.retryAfter().orElse(Duration.ZERO));
      return new Answer(known.kind(), String.valueOf(known.getMessage()), asked);
    }
    String message = thrown == null ? "the exporter gave no reason" : thrown.toString();
    return new Answer(Kind.RETRYABLE, message, 0);
  }

  private static @Nullable Throwable thrown(CompletableResultCode code) {
    try {
      return code.getFailureThrowable();
    } catch (LinkageError e) {
      return null; // an OpenTelemetry SDK of before 1.41
    }
  }
}
