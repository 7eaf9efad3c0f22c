package dev.fulgurite.agent.bridge;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A context's span as the fields by which it goes from program to program. */
final class TraceFields {
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private static final TextMapGetter<Map<String, String>> GETTER =
      new TextMapGetter<>() {
        @Override
        public Set<String> keys(Map<String, String> fields) {
          return fields.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> fields, String key) {
          return fields == null ? null : fields.get(key);
        }
      };

  static Map<String, String> of(Context context) {
    Map<String, String> fields = new HashMap<>();
    W3C.inject(context, fields, (into, key, value) -> fields.put(key, value));
    return fields;
  }

  static Context read(Context context, Map<String, String> fields) {
    return W3C.extract(context, fields, GETTER);
  }

  private TraceFields() {}
}
