package dev.fulgurite.agent.boundary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span that has ended in a pipeline that is not the agent's.
 *
 * @param parent null for a root
 * @param resource the same list for spans of the same resource, so that it is read once
 */
public record EndedSpan(
    SpanRef context,
    @Nullable SpanRef parent,
    SpanRequest.ScopeName scope,
    String name,
    String kind,
    Times times,
    Status status,
    List<Attribute> attributes,
    List<Event> events,
    List<SpanLink> links,
    List<Attribute> resource) {

  /** Both in nanoseconds of the epoch. */
  public record Times(long start, long end) {}

  /**
   * @param code UNSET, OK or ERROR
   */
  public record Status(String code, String description) {}

  /** Something that happened during the span. */
  public record Event(String name, long epochNanos, List<Attribute> attributes) {}

  /** The same with more attributes, which replace those of their names. */
  public EndedSpan with(Map<String, Attribute> more) {
    if (more.isEmpty()) {
      return this;
    }
    List<Attribute> all = new ArrayList<>(attributes);
    all.removeIf(attribute -> more.containsKey(attribute.key()));
    all.addAll(more.values());
    return new EndedSpan(
        context, parent, scope, name, kind, times, status, all, events, links, resource);
  }
}
