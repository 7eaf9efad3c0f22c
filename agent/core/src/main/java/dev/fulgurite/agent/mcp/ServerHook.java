package dev.fulgurite.agent.mcp;

import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reactive.ObservedPublisher;
import dev.fulgurite.agent.reactive.StreamCall;
import dev.fulgurite.agent.reflect.WeakIdentityMap;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request that a server handles: each kind of session has another method that all of its requests
 * go through, and over streamable HTTP each version, one of which does not see the result.
 */
final class ServerHook implements Hook {
  private final HookTarget target;
  private final int request;
  private final WeakIdentityMap<Boolean> handled;

  private ServerHook(HookTarget target, WeakIdentityMap<Boolean> handled) {
    this.target = target;
    this.request = target.parameterTypes().indexOf(Names.REQUEST);
    this.handled = handled;
  }

  static List<Hook> all() {
    WeakIdentityMap<Boolean> handled = new WeakIdentityMap<>();
    return Stream.of(
            target(
                "mcp.server",
                Names.SESSION,
                "handleIncomingRequest",
                Names.REQUEST,
                Names.TRANSPORT_CONTEXT),
            target(
                "mcp.server-streamable",
                Names.STREAMABLE_SESSION,
                "responseStream",
                Names.REQUEST,
                Names.STREAMABLE_TRANSPORT),
            target(
                    "mcp.server-stream",
                    Names.STREAMABLE_SESSION + "$McpStreamableServerSessionStream",
                    "handle",
                    Names.REQUEST)
                .optional(),
            target(
                "mcp.server-stateless",
                Names.STATELESS_HANDLER,
                "handleRequest",
                Names.TRANSPORT_CONTEXT,
                Names.REQUEST))
        .<Hook>map(target -> new ServerHook(target, handled))
        .toList();
  }

  private static HookTarget target(
      String id, String type, String method, String... parameterTypes) {
    return new HookTarget(id, type, false, method, Arrays.asList(parameterTypes));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    Object message = arguments[request];
    McpRequest asked =
        new McpRequest(String.valueOf(read(message, "method")), read(message, "params"));
    if (!asked.isTraced() || handled.get(message) != null) {
      return null;
    }
    handled.put(message, true);
    Received received = new Received(home, asked, text(message, "id"), text(self, "getId"));
    received.trace = RequestMeta.take(asked.parameters());
    return received;
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    Received received = (Received) span;
    return ObservedPublisher.of(returned, received.home, received::open);
  }

  private static final class Received extends Marker {
    private final Home home;
    private final McpRequest request;
    private final @Nullable String session;
    private final Map<String, Object> ids;
    private Map<String, String> trace = Map.of();

    Received(Home home, McpRequest request, @Nullable String id, @Nullable String session) {
      super(home.currentContext());
      this.home = home;
      this.request = request;
      this.session = session;
      this.ids =
          new Attributes().put("jsonrpc.request.id", id).put("mcp.session.id", session).toMap();
    }

    /** Under the client's span, where the request names it. */
    StreamCall open(Object current) {
      Object parent = trace.isEmpty() ? current : home.remote(current, trace);
      return new McpCall(
          home.startUnder(parent, request.start(SpanKind.SERVER, ids, session)), request);
    }
  }
}
