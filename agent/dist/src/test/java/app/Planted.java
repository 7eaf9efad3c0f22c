package app;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Operation;
import dev.fulgurite.api.Reward;
import dev.fulgurite.api.Role;
import dev.fulgurite.api.Session;
import dev.fulgurite.api.annotation.AgentOperation;
import dev.fulgurite.api.annotation.Capture;
import dev.fulgurite.api.annotation.EmitMessage;
import dev.fulgurite.api.annotation.EmitObject;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A secret in each place of what annotations and the emitter record. */
public final class Planted {
  public static void main(String[] arguments) throws Exception {
    Planted program = new Planted();
    try (Scope scope = Session.builder(at("session")).user(at("user")).open()) {
      program.plan(at("argument"));
      program.say();
      program.object();
      try {
        program.fail();
      } catch (IllegalStateException expected) {
        // it has the secret
      }
      emit();
    }
    System.out.println("ready");
    await();
  }

  private static void emit() {
    Emitter emitter = Emitter.global();
    emitter.message(Role.USER, at("message"), Map.of("note." + at("key"), at("attribute")));
    emitter.object(Map.of(at("field"), List.of(at("element"))));
    emitter.reward(Reward.of(at("reward"), 1).tag(at("tag")));
    emitter.annotation(Map.of("label", at("label")));
    emitter.exception(new IllegalStateException(at("exception"), new Error(at("inner"))));
    try (Operation operation = emitter.operation(at("operation"))) {
      operation.input("text", at("input"));
      operation.output(Map.of("text", at("output")));
    }
  }

  private static String at(String place) {
    return place + "zebra7713";
  }

  /** Ends as a crash would, once nobody wants to look any more. */
  private static void await() throws IOException {
    while (System.in.read() >= 0) {
      continue;
    }
    Runtime.getRuntime().halt(0);
  }

  @AgentOperation("plan")
  String plan(@Capture("goal") String goal) {
    return at("returned");
  }

  @EmitMessage
  String say() {
    return at("said");
  }

  @EmitObject
  Map<String, String> object() {
    return Map.of("escaped", "{\"x\":\"" + at("escaped").replace("zebra", "zebr\\u0061") + "\"}");
  }

  @AgentOperation("fail")
  void fail() {
    throw new IllegalStateException(at("thrown"), new RuntimeException(at("cause")));
  }
}
