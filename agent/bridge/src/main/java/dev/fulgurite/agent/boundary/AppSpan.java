package dev.fulgurite.agent.boundary;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hook's span in the application's OpenTelemetry, current on the thread that started it. */
public interface AppSpan {
  void set(Map<String, Object> attributes);

  void fail(Throwable thrown);

  void fail(String type, @Nullable String message);

  boolean isRecording();

  /** Idempotent. */
  void detach();

  /** Idempotent; detaches on the thread that started it. */
  void end();

  /** The application's context in which it is current. */
  Object context();
}
