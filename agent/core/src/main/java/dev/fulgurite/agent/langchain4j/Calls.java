package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.ModelFrame;
import dev.fulgurite.agent.genai.ModelFrames;
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

  /** The context around each step of a system of agents whose arguments are made up already. */
  final WeakIdentityMap<Object> steps = new WeakIdentityMap<>();

  /** The planners' loops that run. */
  final WeakIdentityMap<AgentThreadHook.Loop> loops = new WeakIdentityMap<>();

  /** The step on this thread whose span is about to be opened. */
  final Slot<AgentStepHook.Step> step = new Slot<>();

  private final Slot<Surroundings> surroundings = new Slot<>();

  /** What is going on on this thread. */
  Frame frame() {
    Surroundings own = surroundings.get();
    ModelFrame model = ModelFrames.current();
    if (own == null) {
      return model == null ? Frame.NONE : new Frame(null, model, null);
    }
    return new Frame(own.service(), model, own.tool());
  }

  /**
   * @return what was going on before, to be entered again at the end
   */
  Frame enter(Frame next) {
    Frame before = frame();
    ModelFrames.swap(next.model());
    boolean bare = next.service() == null && next.tool() == null;
    surroundings.swap(bare ? null : new Surroundings(next.service(), next.tool()));
    return before;
  }

  /** What only this framework knows of a frame. */
  private record Surroundings(@Nullable ServiceCall service, @Nullable ToolCall tool) {}

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
