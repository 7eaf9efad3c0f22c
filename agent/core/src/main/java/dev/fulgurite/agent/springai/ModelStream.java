package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.reactive.ObservedPublisher;
import dev.fulgurite.agent.reactive.StreamCall;
import dev.fulgurite.api.semconv.GenAi;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A model's Flux, from being put together on. Each subscription is a call of its own. */
final class ModelStream extends Marker {
  private final Home home;
  private final Calls calls;
  private final @Nullable ModelStream before;
  private final AtomicReference<@Nullable ModelCall> latest = new AtomicReference<>();
  private volatile ModelRequest request;

  ModelStream(Home home, Calls calls, ModelRequest request) {
    super(home.currentContext());
    this.home = home;
    this.calls = calls;
    this.before = calls.assembling.swap(this);
    this.request = request;
    remember(request);
  }

  /** A method behind the one that was called: it knows more of the same request. */
  void asks(ModelRequest inner) {
    request = inner;
    remember(inner);
  }

  private void remember(ModelRequest asked) {
    Object prompt = asked.prompt();
    if (prompt != null) {
      calls.streams.put(prompt, latest);
    }
  }

  /** The Flux has been put together. */
  @Nullable Object leave(@Nullable Object returned) {
    calls.assembling.swap(before);
    return ObservedPublisher.of(returned, home, this::open);
  }

  private @Nullable StreamCall open(Object parent) {
    Map<String, Object> attributes = new HashMap<>(request.attributes());
    attributes.put(GenAi.REQUEST_STREAM, true);
    if (ChatHook.isInside(request, attributes)) {
      return null;
    }
    ModelCall call =
        new ModelCall(home.startUnder(parent, request.start(attributes)), parent, request);
    latest.set(call);
    return call;
  }
}
