package dev.fulgurite.agent.mcp;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reflect.WeakIdentityMap;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The handler of a server's tool, whenever the SDK asks for it to call it. First it asks the
 * asynchronous tool, on the thread of the request; a synchronous tool within that runs on a thread
 * of Reactor's, where the same request tells what it belongs to. Opens no span.
 */
final class ToolHandlerHook implements Hook {
  private final HookTarget target;
  private final WeakIdentityMap<Object> contexts;

  private ToolHandlerHook(String id, String type, WeakIdentityMap<Object> contexts) {
    this.target = new HookTarget(id, type, false, "callHandler", List.of());
    this.contexts = contexts;
  }

  static List<Hook> all() {
    WeakIdentityMap<Object> contexts = new WeakIdentityMap<>();
    return List.of(
        new ToolHandlerHook("mcp.server-handler", Names.TOOL, contexts),
        new ToolHandlerHook("mcp.server-handler-sync", Names.SYNC_TOOL, contexts));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    return new Asked(home);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    if (!(returned instanceof BiFunction<?, ?, ?> handler)) {
      return returned;
    }
    return new InContext(((Asked) span).home, (BiFunction<Object, Object, Object>) handler);
  }

  private static final class Asked extends Marker {
    private final Home home;

    Asked(Home home) {
      super(home.currentContext());
      this.home = home;
    }
  }

  private final class InContext implements BiFunction<Object, Object, Object> {
    private final Home home;
    private final BiFunction<Object, Object, Object> handler;

    InContext(Home home, BiFunction<Object, Object, Object> handler) {
      this.home = home;
      this.handler = handler;
    }

    @Override
    public Object apply(Object exchange, Object request) {
      Object context = contexts.get(request);
      if (context == null) {
        contexts.put(request, home.currentContext());
        return handler.apply(exchange, request);
      }
      Home.Attachment attachment = home.attach(context);
      try {
        return handler.apply(exchange, request);
      } finally {
        attachment.close();
      }
    }
  }
}
