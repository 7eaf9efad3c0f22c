package dev.fulgurite.agent.bridge;

import dev.fulgurite.api.ScopeAttributes;
import io.opentelemetry.context.Context;
import java.util.Map;

/** The application's open {@code Session}, where it has the class at all. */
final class OpenSession {
  private static final boolean KNOWN = known();

  /** What a span that starts now must carry; issues a sequence id, so once per span. */
  static Map<String, Object> next(Context context) {
    return KNOWN ? Linked.next(context) : Map.of();
  }

  private static boolean known() {
    try {
      return ScopeAttributes.class.getName() != null;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Apart, so that nothing links against a class that may be missing. */
  private static final class Linked {
    static Map<String, Object> next(Context context) {
      return ScopeAttributes.next(context);
    }
  }

  private OpenSession() {}
}
