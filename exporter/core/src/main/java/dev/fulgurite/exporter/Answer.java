package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.fulgurite.exporter.ExportFailure.Kind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an exporter answered, or what its silence means.
 *
 * @param failure null for success
 * @param reason one word for the ledger
 * @param message for people; empty when there is nothing to add
 * @param askedNanos how long the destination asked to be left alone
 */
public record Answer(@Nullable Kind failure, String reason, String message, long askedNanos) {
  /** It took the spans. */
  public static final Answer SUCCESS = new Answer(null, "", "", 0);

  /** Nobody knows why; the next try may succeed. */
  public static Answer failed(String reason, String message) {
    return new Answer(Kind.RETRYABLE, reason, message, 0);
  }

  /** What {@code code}, which is done, says. */
  public static Answer of(CompletableResultCode code) {
    return code.isSuccess() ? SUCCESS : of(thrown(code));
  }

  public boolean isSuccess() {
    return failure == null;
  }

  private static Answer of(@Nullable Throwable thrown) {
    if (thrown instanceof ExportFailure known) {
      long asked = NANOSECONDS.convert(known.retryAfter().orElse(Duration.ZERO));
      return new Answer(known.kind(), known.reason(), String.valueOf(known.getMessage()), asked);
    }
    return failed(Loss.EXPORT_FAILED, thrown == null ? "" : thrown.toString());
  }

  private static @Nullable Throwable thrown(CompletableResultCode code) {
    try {
      return code.getFailureThrowable();
    } catch (LinkageError e) {
      return null; // an OpenTelemetry SDK of before 1.41
    }
  }
}
