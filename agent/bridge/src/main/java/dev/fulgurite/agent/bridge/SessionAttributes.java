package dev.fulgurite.agent.bridge;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The session of a span in an SDK of the application's own: an open one, else a framework's. */
final class SessionAttributes {
  private static final ContextKey<String> FRAMEWORK = ContextKey.named("fulgurite-session");

  /** What a span that starts under {@code parent} carries; issues a sequence id. */
  static Map<String, Object> of(Context parent, @Nullable String session) {
    Map<String, Object> attributes = new HashMap<>();
    if (session != null) {
      attributes.put(Fulgurite.SESSION_ID, session);
      attributes.put(GenAi.CONVERSATION_ID, session);
      attributes.put(Fulgurite.SESSION_SOURCE, Fulgurite.SOURCE_FRAMEWORK);
    }
    attributes.putAll(OpenSession.next(parent));
    return attributes;
  }

  /** The outermost framework session names all below it. */
  static @Nullable String framework(Context parent, @Nullable String own) {
    String outer = parent.get(FRAMEWORK);
    return outer == null ? own : outer;
  }

  static Context with(Context context, @Nullable String session) {
    return session == null ? context : context.with(FRAMEWORK, session);
  }

  private SessionAttributes() {}
}
