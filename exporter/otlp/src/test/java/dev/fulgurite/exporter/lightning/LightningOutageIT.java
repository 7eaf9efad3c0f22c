package dev.fulgurite.exporter.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.ScopeStamper;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a rollout while its store is in trouble. */
class LightningOutageIT {
  private static final Exchange OK = answer(200, "{}");
  private static final Exchange BUSY = answer(503, "");
  private static final Exchange BROKEN = answer(500, "Internal Server Error");
  private static final Exchange KNOWN = answer(200, "{\"items\":[{\"attempt_id\":\"at-out\"}]}");

  private final Queue<Exchange> traces = new ArrayDeque<>();
  private final Queue<Exchange> updates = new ArrayDeque<>();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private Loopback server;
  private LightningStore store;
  private OpenTelemetrySdk sdk;

  @BeforeEach
  void start() throws IOException {
    server = new Loopback(this::answer);
    store =
        LightningStore.builder(server.url())
            .setFlushTimeout(Duration.ofSeconds(20))
            .setDelivery(
                delivery ->
                    delivery
                        .setRetryPolicy(
                            RetryPolicy.builder()
                                .setMaxAttempts(3)
                                .setInitialBackoff(Duration.ofMillis(5))
                                .build())
                        .setShutdownTimeout(Duration.ofMillis(50)))
            .build();
    sdk = Sdks.into(store.processor());
  }

  @AfterEach
  void stop() {
    sdk.close();
    store.close();
    server.close();
  }

  private Exchange answer(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/v1/traces")) {
      Exchange answer = traces.poll();
      return answer == null ? answer(200, "") : answer;
    }
    if (exchange.getRequestMethod().equals("GET")) {
      return KNOWN;
    }
    told.add(Loopback.request(exchange, body).toString());
    Exchange answer = updates.poll();
    return answer == null ? OK : answer;
  }

  private RolloutOutcome run() {
    RolloutScope scope = store.open("ro-out", "at-out");
    try (scope) {
      Emitter.create(sdk).reward(0.5);
      scope.succeed();
    }
    return scope.outcome().orElseThrow();
  }

  @Test
  void spans_areSentAgain_whenTheStoreIsBusy() {
    traces.addAll(List.of(BUSY, BUSY));

    assertThat(run()).isEqualTo(RolloutOutcome.SUCCEEDED);
    assertThat(told).containsExactly("{\"status\":\"running\"}", "{\"status\":\"succeeded\"}");
    assertThat(store.ledger().delivered()).isEqualTo(1);
  }

  @Test
  void internalError_isTriedAgain_whenTheStoreKnowsTheAttempt() {
    traces.add(BROKEN);

    assertThat(run()).isEqualTo(RolloutOutcome.SUCCEEDED);
    assertThat(store.ledger().delivered()).isEqualTo(1);
  }

  @Test
  void attempt_isReportedAsFailed_whenItsSpansDidNotArrive() {
    traces.addAll(List.of(BUSY, BUSY, BUSY));

    assertThat(run()).isEqualTo(RolloutOutcome.INCOMPLETE);
    assertThat(told)
        .contains("{\"status\":\"failed\",\"metadata\":{\"fulgurite.undelivered_spans\":1}}");
    assertThat(store.ledger().failedByReason()).isEqualTo(Map.of("unavailable", 1L));
  }

  @Test
  void status_isToldAgain_whenTheStoreDoesNotTakeIt() {
    updates.addAll(List.of(BROKEN, BROKEN));

    assertThat(run()).isEqualTo(RolloutOutcome.SUCCEEDED);
    assertThat(told)
        .containsExactly(
            "{\"status\":\"running\"}", "{\"status\":\"succeeded\"}", "{\"status\":\"succeeded\"}");
  }

  @Test
  void attempt_isWhole_whenTheProgramsSamplerKeepsNothing() {
    OpenTelemetrySdk unsampled =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(new RecordOnly())
                    .addSpanProcessor(ScopeStamper.create())
                    .addSpanProcessor(store.processor())
                    .build())
            .build();
    RolloutScope scope = store.open("ro-out", "at-out");
    try (scope) {
      Emitter.create(unsampled).reward(0.5);
      scope.succeed();
    }

    assertThat(scope.outcome()).contains(RolloutOutcome.SUCCEEDED);
    assertThat(store.ledger().emitted()).isZero();
  }

  @Test
  void program_goesOn_whenThereIsNoStore() {
    server.close();

    assertThat(run()).isEqualTo(RolloutOutcome.UNREPORTED);
    assertThat(store.ledger().failed()).isEqualTo(1);
  }

  @Test
  void heartbeat_isATime() {
    try (RolloutScope scope = store.open("ro-out", "at-out")) {
      assertThat(store.heartbeat(scope)).isTrue();
    }

    assertThat(told).element(1).asString().startsWith("{\"last_heartbeat_time\":1");
  }

  private static Exchange answer(int status, String body) {
    return new Exchange("", "", "", null, status, "application/json", body);
  }

  private static final class RecordOnly implements Sampler {
    @Override
    public SamplingResult shouldSample(
        Context parent,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> links) {
      return SamplingResult.recordOnly();
    }

    @Override
    public String getDescription() {
      return "RecordOnly";
    }
  }
}
