package dev.fulgurite.exporter.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Role;
import dev.fulgurite.exporter.LedgerSnapshot;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a program does with a store: the same against a real one and a recorded one. */
final class StoreScenario implements AutoCloseable {
  private final LightningStore store;
  private final OpenTelemetrySdk sdk;
  private final Emitter emitter;
  private final String unknown;

  /**
   * @param unknown names a rollout that the store does not have; sequence ids go on for a name, so
   *     it is another one in each scenario of a process
   */
  StoreScenario(String url, String unknown) {
    this.unknown = unknown;
    store =
        LightningStore.builder(url)
            .setWorkerId("jvm-1")
            // Nothing goes by itself: a flush sends what there is, so that requests are the same.
            .setDelivery(delivery -> delivery.setScheduleDelay(Duration.ofHours(1)))
            .build();
    sdk = Sdks.into(store.processor());
    emitter = Emitter.create(sdk);
  }

  void run() throws IOException {
    assertThat(store.next()).isEmpty();
    succeed();
    fail();
    inEachOther();
    unknown();
    emitter.reward(0.1); // of no rollout: none of the store's business
    assertThat(ledger().emitted()).isEqualTo(8);
    assertThat(ledger().delivered()).isEqualTo(7);
    assertThat(ledger().failedByReason()).isEqualTo(Map.of("unknown_rollout", 1L));
    assertThat(ledger().balanced()).isTrue();
  }

  LedgerSnapshot ledger() {
    return store.ledger();
  }

  /** The rollout that succeeded, made by the first run. */
  Rollout succeed() throws IOException {
    Rollout rollout = store.start(Map.of("q", "2+3?"), "train");
    assertThat(rollout.input()).isEqualTo("{\"q\":\"2+3?\"}");
    assertThat(rollout.mode()).isEqualTo("train");
    RolloutScope scope = store.open(rollout);
    try (scope) {
      emitter.message(Role.USER, "2+3?");
      Span call = sdk.getTracer("test").spanBuilder("chat model").startSpan();
      call.setAttribute("gen_ai.operation.name", "chat").end();
      emitter.reward(0.25);
      emitter.reward(1.0);
      scope.succeed();
    }
    assertThat(scope.outcome()).contains(RolloutOutcome.SUCCEEDED);
    return rollout;
  }

  /** Rollouts one after the other, each of so many spans. */
  List<String> runMany(int rollouts, int spans) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < rollouts; i++) {
      RolloutScope scope = store.open(store.start(i));
      try (scope) {
        for (int span = 0; span < spans; span++) {
          emitter.reward(span);
        }
        scope.succeed();
      }
      assertThat(scope.outcome()).contains(RolloutOutcome.SUCCEEDED);
      ids.add(scope.rolloutId());
    }
    return ids;
  }

  private void fail() throws IOException {
    RolloutScope scope = store.open(store.start("try"));
    try (scope) {
      emitter.reward(0.0);
    }
    assertThat(scope.outcome()).contains(RolloutOutcome.FAILED);
  }

  private void inEachOther() throws IOException {
    Rollout outer = store.start("outer");
    Rollout inner = store.start("inner");
    try (RolloutScope first = store.open(outer)) {
      emitter.message("outer");
      try (RolloutScope second = store.open(inner)) {
        emitter.message("inner");
        second.succeed();
      }
      first.succeed();
    }
  }

  private void unknown() {
    RolloutScope scope = store.open("ro-" + unknown, "at-" + unknown);
    try (scope) {
      emitter.reward(0.5);
      scope.succeed();
    }
    assertThat(scope.outcome()).contains(RolloutOutcome.UNREPORTED);
  }

  @Override
  public void close() {
    sdk.close();
    store.close();
  }
}
