package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.reflect.Slot;
import dev.fulgurite.agent.reflect.WeakIdentityMap;
import org.jspecify.annotations.Nullable;

/** What one set of hooks knows about the calls in progress. Thread-safe. */
final class Calls {
  /**
   * The service call behind an invocation id, a tool request or a token stream that was not started
   * yet. Entries go when LangChain4j lets go of the key, not when the service call ends: a
   * concurrent tool may still be running then.
   */
  final WeakIdentityMap<ServiceCall> owners = new WeakIdentityMap<>();

  /** The streaming call behind the handle that can cancel it. */
  final WeakIdentityMap<StreamedChat> streams = new WeakIdentityMap<>();

  private final Slot<Frame> frames = new Slot<>();

  /** What is going on on this thread. */
  Frame frame() {
    Frame frame = frames.get();
    return frame == null ? Frame.NONE : frame;
  }

  /**
   * @return what was going on before, to be entered again at the end
   */
  Frame enter(Frame next) {
    Frame before = frames.swap(next.equals(Frame.NONE) ? null : next);
    return before == null ? Frame.NONE : before;
  }

  /**
   * The calls that surround the code now running on this thread. Each kind hides the others where
   * application code begins: a model called by a tool has nothing to do with the service around it.
   */
  record Frame(@Nullable ServiceCall service, @Nullable ModelFrame model, @Nullable ToolCall tool) {
    static final Frame NONE = new Frame(null, null, null);

    static Frame of(@Nullable ServiceCall service) {
      return new Frame(service, null, null);
    }

    static Frame of(ToolCall tool) {
      return new Frame(null, null, tool);
    }

    Frame with(ModelFrame model) {
      return new Frame(service, model, null);
    }
  }
}
