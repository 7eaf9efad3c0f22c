package dev.fulgurite.exporter.lightning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fulgurite.api.Reward;
import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SpanDataAdapter;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A span as the gateway's one object per event. */
final class GatewayEvent {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Model calls are not among them: the gateway is the one who makes them. */
  private static final Set<EventKind> EVENTS =
      EnumSet.of(
          EventKind.MESSAGE,
          EventKind.REWARD,
          EventKind.ANNOTATION,
          EventKind.OBJECT,
          EventKind.EXCEPTION,
          EventKind.OPERATION);

  static boolean is(SpanData span) {
    return EVENTS.contains(EventKind.of(SpanDataAdapter.toView(span)));
  }

  static byte[] of(SpanData span) throws IOException {
    StoredSpan stored = SpanDataAdapter.toStored(span);
    EventKind kind = EventKind.of(stored);
    ObjectNode event = JSON.createObjectNode().put("event_type", kind.word());
    if (kind == EventKind.REWARD) {
      event.set("data", reward(span.getAttributes()));
    } else {
      event.set("data", JSON.readTree(SpanJson.write(stored)));
    }
    return JSON.writeValueAsBytes(event);
  }

  private static ObjectNode reward(Attributes attributes) {
    List<Reward.Dimension> dimensions = SpanReaders.rewards(attributes);
    ObjectNode data = JSON.createObjectNode().put("value", dimensions.get(0).value());
    data.put("message", attributes.get(AttributeKey.stringKey("message")));
    data.put("source", "agent");
    data.put("reason", attributes.get(AttributeKey.stringKey("reason")));
    if (dimensions.size() > 1) {
      ObjectNode all = data.putObject("dimensions");
      dimensions.forEach(dimension -> all.put(dimension.name(), dimension.value()));
    }
    return data;
  }

  private GatewayEvent() {}
}
