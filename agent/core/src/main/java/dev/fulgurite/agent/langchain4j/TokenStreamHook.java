package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code TokenStream.start}, perhaps on another thread than the service's method: the service call
 * goes on here. One that is never started never ends its span.
 */
final class TokenStreamHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget("langchain4j.token-stream", Names.TOKEN_STREAM, false, "start", List.of());

  private final Calls calls;

  TokenStreamHook(Calls calls) {
    this.calls = calls;
  }

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    ServiceCall call = calls.owners.remove(self);
    return call == null ? null : new Start(home, calls, call);
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    Start start = (Start) span;
    calls.enter(start.before);
    start.attachment.close();
    if (thrown != null) {
      start.call.fail(thrown);
    }
    start.call.release();
    return returned;
  }

  private static final class Start extends Marker {
    private final ServiceCall call;
    private final Home.Attachment attachment;
    private final Calls.Frame before;

    Start(Home home, Calls calls, ServiceCall call) {
      super(call.context());
      this.call = call;
      this.attachment = home.attach(call.context());
      this.before = calls.enter(Calls.Frame.of(call));
    }
  }
}
