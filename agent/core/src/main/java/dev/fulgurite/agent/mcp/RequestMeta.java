package dev.fulgurite.agent.mcp;

import dev.fulgurite.agent.hook.Home;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The trace context of a request, in the {@code _meta} of its parameters as the conventions want
 * it. What the agent has put there, it takes out again on the other side, before the application's
 * handlers see it; what the application has put there stays, and counts.
 */
final class RequestMeta {
  private static final String KEY = "_meta";
  private static final String COMPONENT = "meta";
  private static final String PARENT = "traceparent";
  private static final String STATE = "tracestate";

  /** Says that the trace context is the agent's. */
  private static final String ADDED = "dev.fulgurite/trace-context";

  private final Map<String, Object> meta;

  private RequestMeta(Map<String, Object> meta) {
    this.meta = meta;
  }

  /** A copy of a request's parameters, whose meta data can still be added to. */
  record Outgoing(Object parameters, RequestMeta meta) {}

  /**
   * @param parameters a record of the SDK's
   * @return null where they have no meta data, or name a trace context already
   */
  static @Nullable Outgoing copy(@Nullable Object parameters) {
    RecordComponent[] components =
        parameters == null ? null : parameters.getClass().getRecordComponents();
    if (parameters == null || components == null) {
      return null;
    }
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    Map<String, Object> meta = null;
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] = components[i].getAccessor().invoke(parameters);
        if (components[i].getName().equals(COMPONENT)) {
          meta = new LinkedHashMap<>();
          if (values[i] instanceof Map<?, ?> given) {
            putAll(given, meta);
          }
          values[i] = meta;
        }
      }
      return meta == null || meta.containsKey(PARENT)
          ? null
          : new Outgoing(
              parameters.getClass().getConstructor(types).newInstance(values),
              new RequestMeta(meta));
    } catch (ReflectiveOperationException | RuntimeException anotherVersion) {
      return null;
    }
  }

  private static void putAll(Map<?, ?> from, Map<String, Object> into) {
    from.forEach((key, value) -> into.put(String.valueOf(key), value));
  }

  /** The request belongs to {@code context}. */
  void add(Home home, Object context) {
    Map<String, String> fields = home.propagated(context);
    if (fields.containsKey(PARENT)) {
      meta.putAll(fields);
      meta.put(ADDED, true);
    }
  }

  /**
   * The trace context of a request that has arrived, empty where it has none.
   *
   * @param parameters as they were read; loses what the agent of the client has put there
   */
  static Map<String, String> take(@Nullable Object parameters) {
    Map<String, String> fields = new HashMap<>();
    if (parameters instanceof Map<?, ?> map && map.get(KEY) instanceof Map<?, ?> meta) {
      for (String field : new String[] {PARENT, STATE}) {
        if (meta.get(field) instanceof String value) {
          fields.put(field, value);
        }
      }
      if (meta.containsKey(ADDED)) {
        remove(map, meta);
      }
    }
    return fields;
  }

  private static void remove(Map<?, ?> parameters, Map<?, ?> meta) {
    try {
      meta.remove(ADDED);
      meta.remove(PARENT);
      meta.remove(STATE);
      if (meta.isEmpty()) {
        parameters.remove(KEY);
      }
    } catch (UnsupportedOperationException notToBeChanged) {
      // Then the handlers see it.
      Objects.requireNonNull(notToBeChanged);
    }
  }
}
