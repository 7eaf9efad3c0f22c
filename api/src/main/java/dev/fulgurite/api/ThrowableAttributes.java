package dev.fulgurite.api;

import dev.fulgurite.api.semconv.AgentLightning;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What is recorded of an exception, whatever its own code does when asked. */
final class ThrowableAttributes {
  /** Cheap: what a head sampler may look at. */
  static void identify(Throwable exception, EventAttributes out) {
    out.put(AgentLightning.EXCEPTION_TYPE, exception.getClass().getName());
    out.put(AgentLightning.EXCEPTION_MESSAGE, message(exception));
    out.put(AgentLightning.EXCEPTION_ESCAPED, true);
  }

  static void describe(Throwable exception, EventAttributes out) {
    out.put(AgentLightning.EXCEPTION_STACKTRACE, stackTrace(exception));
  }

  /** Empty where the exception has none. */
  static String message(Throwable exception) {
    try {
      String message = exception.getMessage();
      return message == null ? "" : message;
    } catch (Throwable broken) {
      return "(getMessage threw " + broken.getClass().getName() + ")";
    }
  }

  private static String stackTrace(Throwable exception) {
    StringWriter trace = new StringWriter();
    try {
      exception.printStackTrace(new PrintWriter(trace));
    } catch (Throwable broken) {
      trace.append(exception.getClass().getName());
      for (StackTraceElement frame : frames(exception)) {
        trace.append("\n\tat ").append(frame.toString());
      }
    }
    return trace.toString();
  }

  private static StackTraceElement[] frames(Throwable exception) {
    try {
      return exception.getStackTrace();
    } catch (Throwable broken) {
      return new StackTraceElement[0];
    }
  }

  private ThrowableAttributes() {}
}
