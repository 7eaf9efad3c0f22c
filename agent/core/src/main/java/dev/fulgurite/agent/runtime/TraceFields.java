package dev.fulgurite.agent.runtime;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A context's span as the W3C's field by which it goes from program to program. */
final class TraceFields {
  private static final String PARENT = "traceparent";
  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  static Map<String, String> of(Context context) {
    SpanContext span = Span.fromContext(context).getSpanContext();
    String flags = span.getTraceFlags().asHex();
    return span.isValid()
        ? Map.of(PARENT, "00-" + span.getTraceId() + '-' + span.getSpanId() + '-' + flags)
        : Map.of();
  }

  /** {@code context} itself where the field is none. */
  static Context read(Context context, Map<String, String> fields) {
    Matcher parts = FORM.matcher(fields.getOrDefault(PARENT, ""));
    if (!parts.matches()) {
      return context;
    }
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            parts.group(1),
            parts.group(2),
            TraceFlags.fromHex(parts.group(3), 0),
            TraceState.getDefault());
    return remote.isValid() ? context.with(Span.wrap(remote)) : context;
  }

  private TraceFields() {}
}
