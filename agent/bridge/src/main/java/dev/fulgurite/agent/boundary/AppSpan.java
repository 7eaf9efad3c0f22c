package dev.fulgurite.agent.boundary;

import java.util.Map;

/** A hook's span in the application's OpenTelemetry, current on the thread that started it. */
public interface AppSpan {
  void set(Map<String, Object> attributes);

  void fail(Throwable thrown);

  /** Idempotent. */
  void detach();

  /** Idempotent; detaches. */
  void end();

  /** The application's context in which it is current. */
  Object context();
}
