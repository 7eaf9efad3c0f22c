package dev.fulgurite.exporter.redis;

import dev.fulgurite.api.AttributeTree;
import dev.fulgurite.api.EventType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an event of a job is a span. */
final class JobEventType implements EventType<JobEvent> {
  static final JobEventType INSTANCE = new JobEventType();

  private JobEventType() {}

  @Override
  public String name() {
    return JobEvent.SPAN_NAME;
  }

  @Override
  public Map<String, ?> encode(JobEvent event) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    event.toAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
    return attributes;
  }

  @Override
  public JobEvent decode(Map<String, Object> attributes) {
    AttributesBuilder flat = Attributes.builder();
    AttributeTree.flattenLeniently(attributes)
        .forEach((key, value) -> flat.put(key, value.toString()));
    return JobEvent.in(flat.build())
        .orElseThrow(() -> new IllegalArgumentException("no event of a job: " + attributes));
  }
}
