package dev.fulgurite.agent.boundary;

import java.util.List;

/** A link to another span. */
public record SpanLink(SpanRef span, List<Attribute> attributes) {}
