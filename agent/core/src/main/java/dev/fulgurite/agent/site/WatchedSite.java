package dev.fulgurite.agent.site;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.weave.Advised;
import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A method that the settings name: each call is an operation, without arguments and result. */
record WatchedSite(Home home, Map<String, Object> attributes) implements Advised {
  private static final String FUNCTION = "code.function.name";

  /**
   * @param function class and method, fully qualified
   */
  static WatchedSite of(Home home, String function) {
    int type = function.lastIndexOf('.', function.lastIndexOf('.') - 1) + 1;
    return new WatchedSite(
        home, Map.of(AgentLightning.OPERATION_NAME, function.substring(type), FUNCTION, function));
  }

  @Override
  public Entered enter(@Nullable Object self, Object[] arguments) {
    SpanStart start =
        new SpanStart(AgentLightning.OPERATION_SPAN, SpanKind.INTERNAL, attributes, null);
    return new Entered(home.start(start), arguments);
  }

  @Override
  public @Nullable Object exit(
      Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    HookSpan span = (HookSpan) token;
    if (thrown == null && returned instanceof CompletionStage<?> stage) {
      span.detach();
      // The stage that this makes is dropped: the caller keeps its own, which it may cancel.
      stage.whenComplete((value, failure) -> end(span, cause(failure)));
    } else {
      end(span, thrown);
    }
    return returned;
  }

  private static void end(HookSpan span, @Nullable Throwable failure) {
    if (failure != null) {
      span.fail(failure);
    }
    span.end();
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  @Override
  public String toString() {
    return "watched method " + attributes.get(FUNCTION);
  }
}
