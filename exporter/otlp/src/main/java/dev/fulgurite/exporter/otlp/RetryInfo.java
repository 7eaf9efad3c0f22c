package dev.fulgurite.exporter.otlp;

import java.time.DateTimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Finds Google's {@code RetryInfo} among the details of a status. */
final class RetryInfo {
  private static final String TYPE = "type.googleapis.com/google.rpc.RetryInfo";
  private static final int STATUS_DETAILS = 3;
  private static final int ANY_TYPE = 1;
  private static final int ANY_VALUE = 2;
  private static final int RETRY_DELAY = 1;
  private static final int SECONDS = 1;
  private static final int NANOS = 2;

  private RetryInfo() {}

  /** Null where there is none. */
  static @Nullable Duration delay(byte[] status) {
    try {
      Duration delay = null;
      ProtoFields fields = new ProtoFields(status);
      while (fields.next()) {
        if (fields.isContent(STATUS_DETAILS)) {
          byte[] info = info(fields.message());
          delay = info == null ? delay : delayIn(new ProtoFields(info));
        }
      }
      return delay;
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      return null;
    }
  }

  private static byte @Nullable [] info(ProtoFields any) {
    boolean wanted = false;
    byte[] value = new byte[0];
    while (any.next()) {
      if (any.isContent(ANY_TYPE)) {
        wanted = any.text().equals(TYPE);
      } else if (any.isContent(ANY_VALUE)) {
        value = any.content();
      }
    }
    return wanted ? value : null;
  }

  private static Duration delayIn(ProtoFields info) {
    Duration delay = Duration.ZERO;
    while (info.next()) {
      if (info.isContent(RETRY_DELAY)) {
        delay = duration(info.message());
      }
    }
    return delay.isNegative() ? Duration.ZERO : delay;
  }

  private static Duration duration(ProtoFields fields) {
    long seconds = 0;
    long nanos = 0;
    while (fields.next()) {
      if (fields.isNumber(SECONDS)) {
        seconds = fields.number();
      } else if (fields.isNumber(NANOS)) {
        nanos = fields.number();
      }
    }
    return Duration.ofSeconds(seconds, nanos);
  }
}
