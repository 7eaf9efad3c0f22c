package dev.fulgurite.agent.mcp;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reactive.ObservedPublisher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a client's session sends a request: the trace context goes along. Which one it is, is known
 * when the Mono is subscribed to. Opens no span.
 */
final class SendHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget(
          "mcp.client-send",
          Names.CLIENT_SESSION,
          false,
          "sendRequest",
          List.of("java.lang.String", "java.lang.Object", Names.ROOT + "json.TypeRef"));

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    boolean traced = new McpRequest(String.valueOf(arguments[0]), arguments[1]).isTraced();
    RequestMeta.Outgoing outgoing = traced ? RequestMeta.copy(arguments[1]) : null;
    if (outgoing == null) {
      return null;
    }
    arguments[1] = outgoing.parameters();
    return new Sending(home, outgoing.meta());
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    Sending sending = (Sending) span;
    return ObservedPublisher.of(
        returned,
        sending.home,
        context -> {
          sending.meta.add(sending.home, context);
          return null;
        });
  }

  private static final class Sending extends Marker {
    private final Home home;
    private final RequestMeta meta;

    Sending(Home home, RequestMeta meta) {
      super(home.currentContext());
      this.home = home;
      this.meta = meta;
    }
  }
}
