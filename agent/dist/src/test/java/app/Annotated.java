package app;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Reward;
import dev.fulgurite.api.Role;
import dev.fulgurite.api.Session;
import dev.fulgurite.api.annotation.AgentOperation;
import dev.fulgurite.api.annotation.Capture;
import dev.fulgurite.api.annotation.EmitMessage;
import dev.fulgurite.api.annotation.EmitObject;
import dev.fulgurite.api.annotation.EmitReward;
import dev.fulgurite.api.annotation.Redact;
import io.opentelemetry.context.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Annotated methods of every kind, in a session. */
public final class Annotated {
  private static final CompletableFuture<String> FUTURE = new CompletableFuture<>();

  public static void main(String[] arguments) throws Exception {
    Annotated agent = new Annotated();
    try (Scope scope = Session.builder("s-1").user("u-1").rollout("ro-1", "at-1").open()) {
      agent.plan("goal", "secret", 7);
      CompletableFuture<String> later = agent.later();
      System.out.println("same=" + (later == FUTURE));
      FUTURE.complete("in time");
      try {
        agent.fails();
      } catch (IllegalStateException e) {
        System.out.println("caught=" + e.getMessage());
      }
    }
    rewards(agent);
    agent.say();
    agent.hide();
    agent.object();
    agent.noObject();
  }

  private static void rewards(Annotated agent) {
    agent.number();
    agent.truth();
    agent.dimensions();
    agent.own();
    agent.maybe(0.25);
    agent.maybe(null);
    agent.promised().join();
    agent.notANumber();
    agent.text();
    Emitter.global().message("end");
  }

  @AgentOperation("plan")
  String plan(@Capture("goal") String goal, @Capture("hint") @Redact String hint, int n) {
    Emitter.global().message(Role.USER, "inside");
    return "planned " + goal;
  }

  @AgentOperation
  CompletableFuture<String> later() {
    return FUTURE;
  }

  @AgentOperation("fails")
  void fails() {
    throw new IllegalStateException("boom");
  }

  @EmitReward
  int number() {
    return 3;
  }

  @EmitReward("correct")
  boolean truth() {
    return true;
  }

  @EmitReward("b")
  Map<String, Object> dimensions() {
    Map<String, Object> dimensions = new LinkedHashMap<>();
    dimensions.put("a", 0.1);
    dimensions.put("b", 0.2);
    return dimensions;
  }

  @EmitReward
  Reward own() {
    return Reward.of("own", 0.7).tag("t");
  }

  @EmitReward
  Optional<Double> maybe(Double value) {
    return Optional.ofNullable(value);
  }

  @EmitReward
  CompletableFuture<Double> promised() {
    return CompletableFuture.completedFuture(0.125);
  }

  @EmitReward
  double notANumber() {
    return Double.NaN;
  }

  @EmitReward
  String text() {
    return "no reward";
  }

  @EmitMessage(role = Role.SYSTEM)
  String say() {
    return "hello";
  }

  @Redact
  @EmitMessage
  String hide() {
    return "top secret";
  }

  @EmitObject
  Map<String, Integer> object() {
    return Map.of("k", 1);
  }

  @EmitObject
  Object noObject() {
    return null;
  }
}
