package dev.fulgurite.exporter.otlp;

import dev.fulgurite.exporter.ExportFailure;
import org.jspecify.annotations.Nullable;

/** Reads what stands in the answer to a request that was accepted: maybe not all of it was. */
final class Acceptance {
  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED_SPANS = 1;
  private static final int ERROR_MESSAGE = 2;

  private Acceptance() {}

  /** Null where every span was accepted. */
  static @Nullable ExportFailure judge(byte[] message) {
    try {
      ProtoFields response = new ProtoFields(message);
      ExportFailure failure = null;
      while (response.next()) {
        if (response.isContent(PARTIAL_SUCCESS)) {
          failure = partial(response.message());
        }
      }
      return failure;
    } catch (IllegalArgumentException e) {
      return ExportFailure.retryable(
          "garbled", "the collector's answer cannot be read: " + e.getMessage());
    }
  }

  private static @Nullable ExportFailure partial(ProtoFields partial) {
    long rejected = 0;
    String message = "";
    while (partial.next()) {
      if (partial.isNumber(REJECTED_SPANS)) {
        rejected = partial.number();
      } else if (partial.isContent(ERROR_MESSAGE)) {
        message = partial.text();
      }
    }
    return rejected(rejected, message);
  }

  /** Null where {@code spans} is 0: such a message is a mere warning. */
  static @Nullable ExportFailure rejected(long spans, String message) {
    return spans == 0
        ? null
        : ExportFailure.rejected(
            "rejected", "the collector refused " + spans + " of the spans: " + message);
  }
}
