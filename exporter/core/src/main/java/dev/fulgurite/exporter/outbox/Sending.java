package dev.fulgurite.exporter.outbox;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.fulgurite.exporter.Answer;
import dev.fulgurite.exporter.ExportFailure.Kind;
import dev.fulgurite.exporter.Quarantine;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import dev.fulgurite.exporter.delivery.SplitLimit;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the partitions share: the exporter, the ledger and the lines.
 *
 * @param quarantine gets what the destination refused by itself, and why
 */
record Sending(
    SpanExporter exporter,
    ForwardSettings settings,
    ForwardLedger ledger,
    Notes notes,
    @Nullable Quarantine quarantine,
    SplitLimit splits,
    Runnable wake) {
  static final Answer TIMEOUT = Answer.failed("timeout", "no answer in time");

  /** Never throws; {@code wake} runs when the answer is there. */
  CompletableResultCode export(List<SpanData> spans) {
    CompletableResultCode code;
    try {
      code = exporter.export(List.copyOf(spans));
    } catch (Throwable t) {
      code = CompletableResultCode.ofExceptionalFailure(t);
    }
    if (code == null) {
      code = CompletableResultCode.ofFailure();
    }
    code.whenComplete(wake);
    return code;
  }

  void failed(Answer answer) {
    ledger.retried();
    String name = settings.destination();
    if (answer.failure() == Kind.PERMANENT) {
      notes.say(
          "permanent",
          "'%s' refuses whatever is sent (%s): correct its settings; the spans stay in the store"
              .formatted(name, answer.message()));
    } else {
      notes.say(
          "retryable",
          "'%s' takes no spans now (%s): they wait in the store and are sent when it does"
              .formatted(name, answer.message()));
    }
  }

  void rejected(SpanData span, Answer answer) {
    ledger.reject(1);
    notes.say(
        "rejected",
        "'%s' refused span %s (%s); it counts as rejected, the others go on"
            .formatted(settings.destination(), span.getSpanId(), answer.message()));
    try {
      if (quarantine != null) {
        quarantine.keep(span, answer.message());
      }
    } catch (Throwable t) {
      notes.say("hook", "a refused span could not be set aside: " + t);
    }
  }

  long timeoutNanos() {
    return NANOSECONDS.convert(settings.pace().timeout());
  }

  RetryPolicy policy(Answer answer) {
    return answer.failure() == Kind.PERMANENT
        ? settings.pace().whenRefused()
        : settings.pace().whenUnavailable();
  }
}
