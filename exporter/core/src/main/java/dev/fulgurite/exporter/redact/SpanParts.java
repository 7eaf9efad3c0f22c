package dev.fulgurite.exporter.redact;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** What of a span may be replaced. */
record SpanParts(
    String name,
    Attributes attributes,
    List<EventData> events,
    List<LinkData> links,
    StatusData status) {}
