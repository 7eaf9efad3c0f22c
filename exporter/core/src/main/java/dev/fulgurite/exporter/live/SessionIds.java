package dev.fulgurite.exporter.live;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Ids for sessions that sort by time and do not repeat. */
public final class SessionIds {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
  private static final int DIGITS = 8;

  /**
   * {@code workflow_{workflowId}_{timestamp}_{8 hex digits}}, the time in UTC.
   *
   * @throws IllegalArgumentException if {@code workflowId} is empty
   */
  public static String workflow(String workflowId) {
    return workflow(workflowId, Instant.now());
  }

  static String workflow(String workflowId, Instant now) {
    return "workflow_" + notEmpty(workflowId, "workflowId") + '_' + stamp(now) + '_' + hex();
  }

  /**
   * {@code {sessionId}_recovery_{timestamp}}: for the stream that goes on where another broke.
   *
   * @throws IllegalArgumentException if {@code sessionId} is empty
   */
  public static String recovery(String sessionId) {
    return recovery(sessionId, Instant.now());
  }

  static String recovery(String sessionId, Instant now) {
    return notEmpty(sessionId, "sessionId") + "_recovery_" + stamp(now);
  }

  /** Eight hexadecimal digits at random. */
  static String hex() {
    return UUID.randomUUID().toString().substring(0, DIGITS);
  }

  static String notEmpty(String text, String name) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(name + " must not be empty");
    }
    return text;
  }

  private static String stamp(Instant now) {
    return TIMESTAMP.format(now);
  }

  private SessionIds() {}
}
