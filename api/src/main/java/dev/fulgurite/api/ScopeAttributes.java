package dev.fulgurite.api;

import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a span that starts now must carry of the open {@code Session}, as plain JDK values, so that
 * it can cross into an agent whose OpenTelemetry is not the application's.
 */
public final class ScopeAttributes {
  /**
   * Attributes to put on a span that starts under {@code context}: values are {@link String},
   * {@link Long} or an immutable list of strings. Each call issues the rollout's next sequence id,
   * so call it once per span. Empty when no session is open. Thread-safe, never blocks.
   */
  public static Map<String, Object> next(Context context) {
    @Nullable Session session = Session.in(context);
    return session == null ? Map.of() : session.nextAttributes();
  }

  private ScopeAttributes() {}
}
