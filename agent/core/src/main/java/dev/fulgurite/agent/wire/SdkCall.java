package dev.fulgurite.agent.wire;

import dev.fulgurite.agent.genai.FirstChunk;
import dev.fulgurite.agent.genai.ModelFrame;
import dev.fulgurite.agent.genai.ModelFrames;
import dev.fulgurite.agent.genai.OpenCall;
import dev.fulgurite.agent.genai.Surroundings;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.log.Console;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The open span of one call. What observes it from outside the advice never throws. */
final class SdkCall extends OpenCall implements ModelFrame {
  private static final String PLACE = "watching a call of a model";

  private final Api api;
  private final Surroundings surroundings;
  private final Api.@Nullable Assembly assembly;
  private final FirstChunk first = new FirstChunk(this);
  private final AtomicBoolean finished = new AtomicBoolean();
  private final @Nullable ModelFrame before;

  /** The call is what goes on on this thread until {@link #leave()}. */
  SdkCall(HookSpan span, Api api, Surroundings surroundings) {
    super(span);
    this.api = api;
    this.surroundings = surroundings;
    this.assembly = api instanceof Api.Streaming streaming ? streaming.assembly() : null;
    this.before = ModelFrames.swap(this);
  }

  void leave() {
    ModelFrames.swap(before);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  @Override
  public boolean absorb(Map<String, Object> attributes) {
    set(attributes);
    return true;
  }

  void asked(Object params) {
    if (recording()) {
      Console.guard(PLACE, () -> set(api.content(params)));
    }
  }

  /** Ends the span with what came of it. */
  void finish(@Nullable Object response, @Nullable Throwable thrown) {
    conclude(response == null || !recording() ? null : () -> api.answer(response), thrown);
  }

  /** One more event of the stream. */
  void arrived(Object event) {
    Console.guard(
        PLACE,
        () -> {
          first.arrived();
          if (assembly != null && recording()) {
            assembly.add(Wire.of(event));
          }
        });
  }

  /** The stream is over, or nobody wants more of it. Idempotent. */
  void streamed(@Nullable Throwable thrown) {
    conclude(assembly == null || !recording() ? null : assembly::answer, thrown);
  }

  private void conclude(@Nullable Conclusion conclusion, @Nullable Throwable thrown) {
    if (!finished.compareAndSet(false, true)) {
      return;
    }
    if (conclusion != null) {
      Console.guard(PLACE, () -> conclusion.answer().reportTo(this));
    }
    if (thrown != null) {
      fail(thrown);
    }
    end();
  }

  @FunctionalInterface
  private interface Conclusion {
    Answer answer();
  }
}
