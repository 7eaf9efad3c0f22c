package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.Surroundings;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reactive.ObservedFlow;
import dev.fulgurite.agent.reflect.Getters;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A call of an AI service: LangChain4j's proxy around the application's interface. */
final class ServiceHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget(
          "langchain4j.service",
          Names.SERVICE_PROXY,
          false,
          "invoke",
          List.of("java.lang.Object", "java.lang.reflect.Method", "java.lang.Object[]"));

  private final Calls calls;

  ServiceHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    ServiceMethod called =
        new ServiceMethod(
            arguments[0],
            (Method) arguments[1],
            arguments[2] instanceof Object[] passed ? Arrays.asList(passed) : List.of());
    if (!called.isServed()) {
      return null;
    }
    AgentStepHook.Step step = calls.step.swap(null);
    AgentName agent = step != null ? step.agent : new AgentName(called.serviceName(), null);
    Object parent = step == null ? null : step.context();
    Surroundings surroundings =
        parent == null ? Surroundings.now(home) : new Surroundings(home, parent);
    HookSpan span = home.startUnder(parent, agent.start(called.memoryId()));
    return new ServiceCall(span, calls, called, surroundings);
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    ServiceCall call = (ServiceCall) span;
    calls.enter(call.before);
    call.detach();
    if (thrown != null) {
      call.fail(thrown);
    } else if (returned != null && Getters.isA(returned, Names.TOKEN_STREAM)) {
      calls.owners.put(returned, call);
      return returned;
    } else if (returned instanceof CompletableFuture<?> future) {
      return Futures.observed(
          future, (value, failure) -> finish(call, value, failure), call.surroundings);
    } else if (call.isPublisher && returned instanceof Flow.Publisher<?> publisher) {
      ServiceStream stream = new ServiceStream(call);
      return new ObservedFlow<>(publisher, () -> stream);
    }
    finish(call, returned, null);
    return returned;
  }

  private static void finish(
      ServiceCall call, @Nullable Object returned, @Nullable Throwable failure) {
    String text = ServiceMethod.textOf(returned);
    if (failure != null) {
      call.fail(failure);
    } else if (text != null) {
      call.returned(text);
    }
    call.release();
  }
}
