package dev.fulgurite.exporter.lightning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Reward;
import dev.fulgurite.api.Role;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests that a 1.0 gateway takes, to the letter. */
class LightningGatewayIT {
  private static final String PATH = "/api/rollouts/ro-gate/attempt/at-gate/events";

  private final Queue<String> heads = new ConcurrentLinkedQueue<>();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> statuses = new ArrayDeque<>();
  private Loopback server;
  private LightningGateway gateway;
  private OpenTelemetrySdk sdk;
  private Emitter emitter;

  @BeforeEach
  void start() throws IOException {
    server = new Loopback(this::answer);
    gateway =
        LightningGateway.of(Map.of("AGL_EVENT_URL", server.url() + PATH, "AGL_KEY", "s3cret"))
            .orElseThrow();
    sdk = Sdks.into(gateway.processor());
    emitter = Emitter.create(sdk);
  }

  @AfterEach
  void stop() {
    sdk.close();
    gateway.close();
    server.close();
  }

  private Exchange answer(HttpExchange exchange, byte[] body) {
    heads.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + Loopback.type(exchange));
    bodies.add(new String(body, StandardCharsets.UTF_8));
    Integer status = statuses.poll();
    return new Exchange("", "", "", null, status == null ? 200 : status, "application/json", "{}");
  }

  @Test
  void reward_isOneObjectWithTheKey() {
    RolloutScope scope = gateway.open();
    try (scope) {
      emitter.reward(Reward.of(0.7).attribute("message", "good").attribute("reason", "exact"));
      emitter.reward(1);
      emitter.reward(Reward.of("total", 0.5).and("style", 0.25));
      scope.succeed();
    }

    assertThat(scope.outcome()).contains(RolloutOutcome.SUCCEEDED);
    assertThat(heads).hasSize(3).containsOnly("POST " + PATH + " Bearer s3cret application/json");
    assertThat(bodies)
        .containsExactly(
            "{\"event_type\":\"reward\",\"data\":{\"value\":0.7,\"message\":\"good\","
                + "\"source\":\"agent\",\"reason\":\"exact\"}}",
            "{\"event_type\":\"reward\",\"data\":{\"value\":1.0,\"message\":null,"
                + "\"source\":\"agent\",\"reason\":null}}",
            "{\"event_type\":\"reward\",\"data\":{\"value\":0.5,\"message\":null,"
                + "\"source\":\"agent\",\"reason\":null,"
                + "\"dimensions\":{\"total\":0.5,\"style\":0.25}}}");
  }

  @Test
  void otherEvents_goAsTheyAre_andModelCallsDoNot() throws Exception {
    try (RolloutScope scope = gateway.open()) {
      emitter.message(Role.USER, "2+3?");
      sdk.getTracer("test")
          .spanBuilder("chat model")
          .setAttribute("gen_ai.operation.name", "chat")
          .startSpan()
          .end();
      sdk.getTracer("test").spanBuilder("GET").startSpan().end();
      emitter.operation("plan").close();
    }

    List<JsonNode> events = bodies.stream().map(LightningGatewayIT::json).toList();
    assertThat(events)
        .extracting(event -> event.path("event_type").asText())
        .containsExactly("message", "operation");
    JsonNode data = events.get(0).path("data");
    assertThat(data.path("rollout_id").asText()).isEqualTo("ro-gate");
    assertThat(data.path("attempt_id").asText()).isEqualTo("at-gate");
    assertThat(data.path("attributes").path("agentlightning.message.body").asText())
        .isEqualTo("2+3?");
    assertThat(gateway.ledger().emitted()).isEqualTo(2);
  }

  @Test
  void events_arriveOnceAndInOrder_whenTheGatewayIsBusyAtFirst() {
    statuses.addAll(List.of(200, 503, 429));
    try (RolloutScope scope = gateway.open()) {
      emitter.reward(0.1);
      emitter.reward(0.2);
      emitter.reward(0.3);
    }

    assertThat(bodies.stream().map(body -> json(body).path("data").path("value").asDouble()))
        .containsExactly(0.1, 0.2, 0.2, 0.2, 0.3);
    assertThat(gateway.ledger().delivered()).isEqualTo(3);
  }

  @Test
  void scope_isIncomplete_whenTheKeyIsWrong() {
    statuses.add(401);
    RolloutScope scope = gateway.open();
    try (scope) {
      emitter.reward(0.1);
      scope.succeed();
    }

    assertThat(scope.outcome()).contains(RolloutOutcome.INCOMPLETE);
    assertThat(gateway.ledger().failedByReason()).isEqualTo(Map.of("unauthorized", 1L));
  }

  @Test
  void keyIsLeftOut_whenTheGatewayAsksForNone() {
    try (LightningGateway open =
        LightningGateway.of(Map.of("AGL_EVENT_URL", server.url() + PATH)).orElseThrow()) {
      OpenTelemetrySdk own =
          OpenTelemetrySdk.builder()
              .setTracerProvider(
                  SdkTracerProvider.builder().addSpanProcessor(open.processor()).build())
              .build();
      Emitter.create(own).reward(1.0);
      own.close();
    }

    assertThat(heads).containsExactly("POST " + PATH + " null application/json");
  }

  @Test
  void environment_isReadAndChecked() {
    assertThat(LightningGateway.of(Map.of())).isEmpty();
    assertThat(LightningGateway.of(Map.of("AGL_KEY", "k"))).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LightningGateway.of(Map.of("AGL_EVENT_URL", "http://h/other")))
        .withMessageStartingWith("AGL_EVENT_URL must be like http://host/api/rollouts/")
        .withMessageEndingWith("was 'http://h/other'");
    assertThat(gateway).asString().doesNotContain("s3cret");
  }

  private static JsonNode json(String text) {
    try {
      return Exchange.JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
