package dev.fulgurite.agent.boundary;

import java.util.List;
import java.util.Map;

/**
 * A span in the agent's pipeline. Thread-safe; nothing here throws; calls after {@link #end} do
 * nothing.
 */
public interface SinkSpan {
  String traceId();

  String spanId();

  byte traceFlags();

  Map<String, String> traceState();

  boolean isRecording();

  void setAttributes(List<Attribute> attributes);

  /** Zero nanoseconds mean now. */
  void addEvent(String name, List<Attribute> attributes, long epochNanos);

  void recordException(Throwable thrown, List<Attribute> attributes);

  void addLink(SpanLink link);

  /**
   * @param code UNSET, OK or ERROR
   */
  void setStatus(String code, String description);

  void updateName(String name);

  /** Zero nanoseconds mean now. */
  void end(long epochNanos);
}
