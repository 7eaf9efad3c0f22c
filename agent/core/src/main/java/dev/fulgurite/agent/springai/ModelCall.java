package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.genai.FirstChunk;
import dev.fulgurite.agent.genai.ModelFrame;
import dev.fulgurite.agent.genai.ModelFrames;
import dev.fulgurite.agent.genai.OpenCall;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.reactive.StreamCall;
import dev.fulgurite.api.semconv.GenAi;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The open span of one model call. It is over before the tools run that the model asked for. */
final class ModelCall extends OpenCall implements ModelFrame, StreamCall {
  private final Object parent;
  private final Answer answer;
  private final FirstChunk first = new FirstChunk(this);
  private final @Nullable ModelFrame before;
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * The call is the one in progress on this thread until {@link #leave()}.
   *
   * @param parent the context around it
   */
  ModelCall(HookSpan span, Object parent, ModelRequest request) {
    super(span);
    this.parent = parent;
    this.answer = new Answer(request.previous());
    this.before = ModelFrames.swap(this);
    asked(request);
  }

  /** The request as it is sent, with the model's defaults in it. */
  void asked(ModelRequest request) {
    if (recording()) {
      set(request.content());
    }
  }

  /** A model that embeds what it is asked makes two calls. */
  @Override
  public boolean absorb(Map<String, Object> attributes) {
    if (over.get() || !GenAi.CHAT.equals(attributes.get(GenAi.OPERATION_NAME))) {
      return false;
    }
    set(attributes);
    return true;
  }

  @Override
  public void leave() {
    ModelFrames.swap(before);
    detach();
  }

  /** Where a stream's tools, and its next model call, belong: beside this call. */
  @Override
  public Object inside() {
    return parent;
  }

  @Override
  public void next(@Nullable Object chunk) {
    if (!over.get()) {
      first.arrived();
      answer.add(chunk);
    }
  }

  @Override
  public void completed() {
    if (over.compareAndSet(false, true)) {
      set(answer.attributes());
      String output = recording() ? answer.output() : null;
      if (output != null) {
        set(Map.of(GenAi.OUTPUT_MESSAGES, output));
      }
      end();
    }
  }

  @Override
  public void failed(Throwable thrown) {
    if (!over.get()) {
      fail(thrown);
    }
    completed();
  }

  @Override
  public void cancelled() {
    completed();
  }

  /** Ends the span with what came of it, unless that is known already. */
  void finish(@Nullable Object response, @Nullable Throwable thrown) {
    if (thrown != null) {
      failed(thrown);
    } else if (!over.get()) {
      answer.add(response);
      completed();
    }
  }
}
