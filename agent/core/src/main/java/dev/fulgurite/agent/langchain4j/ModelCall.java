package dev.fulgurite.agent.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.agent.genai.ModelFrame;
import dev.fulgurite.agent.genai.OpenCall;
import dev.fulgurite.agent.genai.Surroundings;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.api.semconv.GenAi;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The open span of one model call. */
class ModelCall extends OpenCall implements ModelFrame {
  private final Calls calls;
  private final Calls.Frame before;
  private @Nullable Surroundings surroundings;

  /** The call is what goes on on this thread until {@link #leave()}. */
  ModelCall(HookSpan span, Calls calls) {
    super(span);
    this.calls = calls;
    this.before = calls.frame();
  }

  /**
   * Opens the span of a call that begins now.
   *
   * @return null if it is part of a model call that is open on this thread
   */
  static @Nullable ModelCall begin(Home home, Calls calls, ModelRequest request) {
    SpanStart start = startOf(calls, request, Map.of());
    if (start == null) {
      return null;
    }
    Surroundings surroundings = Surroundings.now(home);
    ModelCall call = new ModelCall(home.start(start), calls);
    call.surroundings = surroundings;
    return call.enter(request);
  }

  /** As {@link #begin}, but says only how its span should start. */
  static @Nullable SpanStart startOf(Calls calls, ModelRequest request, Map<String, ?> more) {
    Map<String, Object> attributes = new HashMap<>(request.attributes());
    attributes.putAll(more);
    ModelFrame outside = calls.frame().model();
    boolean inside = outside != null && outside.absorb(attributes);
    return inside ? null : request.start(attributes, 0);
  }

  ModelCall enter(ModelRequest request) {
    calls.enter(before.with(this));
    asked(request);
    return this;
  }

  final void leave() {
    calls.enter(before);
  }

  final @Nullable ServiceCall service() {
    return before.service();
  }

  @Override
  public final boolean absorb(Map<String, Object> attributes) {
    set(attributes);
    return true;
  }

  final void asked(ModelRequest request) {
    if (recording()) {
      set(request.content());
    }
    ServiceCall service = service();
    if (service != null) {
      service.prompted(request.messages());
    }
  }

  /** What the application gets instead of {@code future}; for a call that has begun now. */
  final Object observed(CompletableFuture<?> future) {
    detach();
    return Futures.observed(future, this::finish, requireNonNull(surroundings));
  }

  /** Ends the span with what came of it. */
  final void finish(@Nullable Object response, @Nullable Throwable thrown) {
    if (thrown == null) {
      answered(new ModelResponse(response));
    } else {
      fail(thrown);
    }
    end();
  }

  private void answered(ModelResponse response) {
    set(response.attributes());
    String output = recording() ? response.output() : null;
    if (output != null) {
      set(Map.of(GenAi.OUTPUT_MESSAGES, output));
    }
    ServiceCall service = service();
    if (service != null) {
      service.answered(output);
      response.toolRequests().forEach(request -> calls.owners.put(request, service));
    }
  }
}
