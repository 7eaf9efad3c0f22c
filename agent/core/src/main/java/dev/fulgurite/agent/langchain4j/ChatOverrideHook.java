package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.genai.ModelFrame;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A class that overrides {@code ChatModel.chat}: a stand-in that answers by itself, or a decorator
 * that ends at another model. Only at exit is it known which, so the span is opened then, and only
 * for the first.
 */
final class ChatOverrideHook implements Hook {
  private final HookTarget target;
  private final Calls calls;

  private ChatOverrideHook(HookTarget target, Calls calls) {
    this.target = target;
    this.calls = calls;
  }

  static List<Hook> all(Calls calls) {
    return List.of(
        new ChatOverrideHook(target("langchain4j.chat-override", Names.CHAT_REQUEST), calls),
        // since 1.13
        new ChatOverrideHook(
            target(
                "langchain4j.chat-override-options",
                Names.CHAT_REQUEST,
                Names.CHAT_REQUEST_OPTIONS),
            calls));
  }

  private static HookTarget target(String id, String... parameterTypes) {
    return new HookTarget(id, Names.CHAT_MODEL, true, "chat", List.of(parameterTypes));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    return new PendingChat(home, calls, new ModelRequest(self, arguments[0]));
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    PendingChat pending = (PendingChat) span;
    calls.enter(pending.before);
    Map<String, Object> attributes = pending.request.attributes();
    if (!pending.led && !pending.absorbedOutside(attributes)) {
      ModelCall call = new ModelCall(pending.open(attributes), calls);
      call.asked(pending.request);
      call.finish(returned, thrown);
    }
    return returned;
  }

  private static final class PendingChat extends Marker implements ModelFrame {
    private final Home home;
    private final ModelRequest request;
    private final Calls.Frame before;
    private final Instant began = Instant.now();
    private boolean led;

    PendingChat(Home home, Calls calls, ModelRequest request) {
      super(home.currentContext());
      this.home = home;
      this.request = request;
      this.before = calls.enter(calls.frame().with(this));
    }

    HookSpan open(Map<String, Object> attributes) {
      long nanos = TimeUnit.SECONDS.toNanos(began.getEpochSecond()) + began.getNano();
      return home.startUnder(context(), request.start(attributes, nanos));
    }

    @Override
    public boolean absorb(Map<String, Object> attributes) {
      led = true;
      return absorbedOutside(attributes);
    }

    boolean absorbedOutside(Map<String, Object> attributes) {
      ModelFrame outside = before.model();
      return outside != null && outside.absorb(attributes);
    }
  }
}
