package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.WovenMethod;
import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Reward;
import dev.fulgurite.api.Role;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one annotation makes of a method's result. */
@FunctionalInterface
interface ResultEmit {
  void emit(@Nullable Object result);

  static ResultEmit of(WovenMethod.Emit emit, boolean redacted) {
    return switch (emit.kind()) {
      case "EmitReward" -> result -> reward(emit.value(), result);
      case "EmitMessage" -> message(Role.valueOf(emit.value()), redacted);
      case "EmitObject" ->
          result -> Emitter.global().object(redacted ? AnnotatedMethod.REDACTED : result);
      default -> throw new IllegalArgumentException(emit.kind());
    };
  }

  private static ResultEmit message(Role role, boolean redacted) {
    return result -> {
      if (result != null) {
        Emitter.global().message(role, redacted ? AnnotatedMethod.REDACTED : result.toString());
      }
    };
  }

  /** Whatever is no reward is not emitted. */
  private static void reward(String name, @Nullable Object result) {
    if (result instanceof Reward reward) {
      Emitter.global().reward(reward);
    } else if (result instanceof Map<?, ?> dimensions && dimensions.containsKey(name)) {
      Emitter.global().reward(Reward.of(named(dimensions), name));
    } else if (result instanceof Boolean holds) {
      Emitter.global().reward(Reward.of(name, holds ? 1 : 0));
    } else if (result instanceof Number number && Double.isFinite(number.doubleValue())) {
      Emitter.global().reward(Reward.of(name, number.doubleValue()));
    }
  }

  @SuppressWarnings("unchecked") // Reward looks at each key and value
  private static Map<String, ?> named(Map<?, ?> dimensions) {
    return (Map<String, ?>) dimensions;
  }
}
