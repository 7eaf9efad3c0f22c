package dev.fulgurite.exporter.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Reward;
import dev.fulgurite.api.Role;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a program does with a gateway: the same against a real one and a recorded one. */
final class GatewayScenario {
  static final String ROLLOUT = "ro-recorded";
  static final String KEY = "s3cret";

  /** Differs from run to run. */
  private static final List<String> VOLATILE =
      List.of(
          "resource",
          "scope",
          "trace_id",
          "span_id",
          "parent_id",
          "sequence_id",
          "start_time",
          "end_time",
          "context",
          "timestamp");

  static void run(String url) {
    assertThat(outcome(url, ROLLOUT, KEY)).isEqualTo(RolloutOutcome.SUCCEEDED);
    assertThat(outcome(url, ROLLOUT, "wrong")).isEqualTo(RolloutOutcome.INCOMPLETE);
    assertThat(outcome(url, "ro-unheard-of", KEY)).isEqualTo(RolloutOutcome.INCOMPLETE);
  }

  /** Without what differs from run to run, in the event and in its echo. */
  static Exchange sameness(Exchange made) {
    strip(made.request());
    JsonNode answer;
    try {
      answer = Exchange.JSON.readTree(made.answer());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    strip(answer);
    return new Exchange(
        made.method(),
        made.path(),
        made.type(),
        made.request(),
        made.status(),
        made.answerType(),
        answer.isMissingNode() ? "" : answer.toString());
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(VOLATILE);
      if (object.get("attributes") instanceof ObjectNode attributes) {
        attributes.remove("agentlightning.span_sequence_id");
        Map<String, JsonNode> sorted = new TreeMap<>();
        attributes.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        attributes.removeAll();
        attributes.setAll(sorted);
      }
    }
    node.forEach(GatewayScenario::strip);
  }

  private static RolloutOutcome outcome(String url, String rollout, String key) {
    String events = url + "/api/rollouts/" + rollout + "/attempt/0/events";
    Map<String, String> environment = Map.of("AGL_EVENT_URL", events, "AGL_KEY", key);
    try (LightningGateway gateway = LightningGateway.of(environment).orElseThrow()) {
      OpenTelemetrySdk sdk = Sdks.into(gateway.processor());
      RolloutScope scope = gateway.open();
      try (sdk;
          scope) {
        emit(Emitter.create(sdk));
        scope.succeed();
      }
      return scope.outcome().orElseThrow();
    }
  }

  private static void emit(Emitter emitter) {
    emitter.reward(Reward.of(0.7).attribute("message", "good").attribute("reason", "exact"));
    emitter.reward(Reward.of("total", 0.5).and("style", 0.25));
    emitter.message(Role.USER, "2+3?");
  }

  private GatewayScenario() {}
}
