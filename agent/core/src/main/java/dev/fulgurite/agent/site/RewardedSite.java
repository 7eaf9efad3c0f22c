package dev.fulgurite.agent.site;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.weave.Advised;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A method whose result the settings make a reward: a number is the value, true is one and false is
 * none; what is neither, and a call that throws, says nothing.
 */
record RewardedSite(Home home, String name) implements Advised {
  @Override
  public Entered enter(@Nullable Object self, Object[] arguments) {
    return new Entered(home.currentContext(), arguments);
  }

  @Override
  public @Nullable Object exit(
      Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown == null && returned instanceof CompletionStage<?> stage) {
      // The stage that this makes is dropped: the caller keeps its own, which it may cancel.
      stage.thenAccept(value -> reward(value, token));
    } else if (thrown == null) {
      reward(returned, token);
    }
    return returned;
  }

  private void reward(@Nullable Object result, Object context) {
    if (result instanceof Boolean holds) {
      home.reward(name, holds ? 1 : 0, context);
    } else if (result instanceof Number number && Double.isFinite(number.doubleValue())) {
      home.reward(name, number.doubleValue(), context);
    }
  }

  @Override
  public String toString() {
    return "rewarded method, " + name;
  }
}
