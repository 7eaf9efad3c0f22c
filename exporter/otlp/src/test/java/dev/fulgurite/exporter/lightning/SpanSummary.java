package dev.fulgurite.exporter.lightning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.Comparator;
import java.util.Set;

/** What a request with spans holds, without what differs from run to run. */
final class SpanSummary {
  private static final String SEQUENCE = "agentlightning.span_sequence_id";
  private static final Set<String> TOLD =
      Set.of(
          "agentlightning.rollout_id",
          "agentlightning.attempt_id",
          SEQUENCE,
          "agentlightning.message.body",
          "agentlightning.reward.0.name",
          "agentlightning.reward.0.value",
          "session.id");

  static JsonNode of(byte[] request) throws IOException {
    ArrayNode spans = Exchange.JSON.createArrayNode();
    // The order within a request is nobody's business: the sequence ids tell it.
    ExportTraceServiceRequest.parseFrom(request).getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(SpanSummary::of)
        .sorted(Comparator.comparingInt(span -> span.path(SEQUENCE).asInt()))
        .forEach(spans::add);
    return spans;
  }

  private static ObjectNode of(Span span) {
    ObjectNode told = Exchange.JSON.createObjectNode().put("name", span.getName());
    span.getAttributesList().stream()
        .filter(attribute -> TOLD.contains(attribute.getKey()))
        .sorted((one, other) -> one.getKey().compareTo(other.getKey()))
        .forEach(attribute -> told.set(attribute.getKey(), value(attribute.getValue())));
    return told;
  }

  private static JsonNode value(AnyValue value) {
    return switch (value.getValueCase()) {
      case INT_VALUE -> Exchange.JSON.valueToTree(value.getIntValue());
      case DOUBLE_VALUE -> Exchange.JSON.valueToTree(value.getDoubleValue());
      default -> Exchange.JSON.valueToTree(value.getStringValue());
    };
  }

  private SpanSummary() {}
}
