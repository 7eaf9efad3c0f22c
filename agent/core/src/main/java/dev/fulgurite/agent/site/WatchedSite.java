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
record WatchedSite(Home home, String owner, String method) implements Advised {
  private static final String FUNCTION = "code.function.name";

  @Override
  public Entered enter(@Nullable Object self, Object[] arguments) {
    String function = owner + '.' + method;
    String name = function.substring(owner.lastIndexOf('.') + 1);
    Map<String, Object> attributes =
        Map.of(AgentLightning.OPERATION_NAME, name, FUNCTION, function);
    HookSpan span =
        home.start(
            new SpanStart(AgentLightning.OPERATION_SPAN, SpanKind.INTERNAL, attributes, null));
    return new Entered(span, arguments);
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
    return "watched method " + owner + '.' + method;
  }
}
