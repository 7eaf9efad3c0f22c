package dev.fulgurite.agent.wire;

import dev.fulgurite.agent.genai.ModelFrame;
import dev.fulgurite.agent.genai.ModelFrames;
import dev.fulgurite.agent.genai.ObservedFuture;
import dev.fulgurite.agent.genai.Surroundings;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.log.Console;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A method of an SDK's service that takes parameters and returns an answer, a future of it, or a
 * stream; the span ends with whichever it is. A retry inside the SDK is part of the call.
 */
public final class SdkHook implements Hook {
  private final HookTarget target;
  private final Api api;
  private final Predicate<@Nullable Object> opensSpansItself;

  public SdkHook(HookTarget target, Api api) {
    this(target, api, service -> false);
  }

  /**
   * @param opensSpansItself which services are left alone, as they are their own hooks
   */
  public SdkHook(HookTarget target, Api api, Predicate<@Nullable Object> opensSpansItself) {
    this.target = target;
    this.api = api;
    this.opensSpansItself = opensSpansItself;
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    Object params = arguments[0];
    if (params == null || opensSpansItself.test(self)) {
      return null;
    }
    Map<String, Object> attributes = new HashMap<>(api.asked(params));
    attributes.putAll(api.askedOf(self));
    attributes.put(GenAi.OPERATION_NAME, api.operation());
    if (method.endsWith("Streaming")) {
      attributes.put(GenAi.REQUEST_STREAM, true);
    }
    ModelFrame outside = ModelFrames.current();
    if (outside != null && outside.absorb(attributes)) {
      return null;
    }
    Surroundings surroundings = Surroundings.now(home);
    SpanStart start =
        new SpanStart(name(attributes), SpanKind.CLIENT, attributes, api.conversation(params));
    SdkCall call = new SdkCall(home.start(start), api, surroundings);
    call.asked(params);
    return call;
  }

  private String name(Map<String, Object> attributes) {
    Object model = attributes.get(GenAi.REQUEST_MODEL);
    return model == null ? api.operation() : api.operation() + " " + model;
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    SdkCall call = (SdkCall) span;
    call.leave();
    if (returned instanceof CompletableFuture<?> future) {
      return observed(future, call);
    }
    Object later = later(returned, call);
    if (later != null) {
      call.detach();
      return later;
    }
    call.finish(returned, thrown);
    return returned;
  }

  /** What stands before a stream or a raw response, which end the call later; else null. */
  private static @Nullable Object later(@Nullable Object returned, SdkCall call) {
    if (returned == null) {
      return null;
    }
    Object stream = ObservedStream.wrap(returned, call);
    return stream == null ? ObservedResponse.wrap(returned, call) : stream;
  }

  // Its errors are the application's, which gets it.
  @SuppressWarnings("FutureReturnValueIgnored")
  private static Object observed(CompletableFuture<?> future, SdkCall call) {
    call.detach();
    return replaced(future, call);
  }

  private static <T> CompletableFuture<T> replaced(CompletableFuture<T> future, SdkCall call) {
    return ObservedFuture.replacing(
        future, (value, thrown) -> arrived(value, thrown, call), call.surroundings());
  }

  @SuppressWarnings("unchecked") // what stands before a value is of its kind
  private static <T> @Nullable T arrived(
      @Nullable T value, @Nullable Throwable thrown, SdkCall call) {
    try {
      T later = (T) later(value, call);
      if (later != null) {
        return later;
      }
    } catch (RuntimeException | LinkageError e) {
      Console.failure("watching an answer", e);
    }
    call.finish(value, thrown);
    return value;
  }
}
