package dev.fulgurite.agent.boundary;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span to start.
 *
 * @param kind the name of OpenTelemetry's, such as {@code INTERNAL}
 * @param parent null for a root
 * @param startEpochNanos zero means now
 * @param session what the application's open {@code Session} wants on the span; may be empty
 * @param frameworkSessionId the framework's own session or memory id, for where nothing is open
 */
public record SpanRequest(
    ScopeName scope,
    String name,
    String kind,
    @Nullable SpanRef parent,
    long startEpochNanos,
    List<Attribute> attributes,
    List<SpanLink> links,
    Map<String, Object> session,
    @Nullable String frameworkSessionId) {

  /** Who asks: the name and version of the instrumenting library. */
  public record ScopeName(String name, @Nullable String version, @Nullable String schemaUrl) {}
}
