package dev.fulgurite.agent.mcp;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reactive.ObservedPublisher;
import dev.fulgurite.agent.reactive.StreamCall;
import dev.fulgurite.agent.reflect.Getters;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of the asynchronous client, which the synchronous one is built on. It begins when its
 * Mono is subscribed to.
 */
final class ClientHook implements Hook {
  private final HookTarget target;
  private final String request;

  private ClientHook(String request, String id, String method, String parameterType) {
    this.request = request;
    this.target = new HookTarget(id, Names.CLIENT, false, method, List.of(parameterType));
  }

  static List<Hook> all() {
    return List.of(
        new ClientHook(
            McpRequest.CALL_TOOL, "mcp.client-tool", "callTool", Names.SCHEMA + "CallToolRequest"),
        new ClientHook(
            McpRequest.GET_PROMPT,
            "mcp.client-prompt",
            "getPrompt",
            Names.SCHEMA + "GetPromptRequest"),
        new ClientHook(
            McpRequest.READ_RESOURCE,
            "mcp.client-resource",
            "readResource",
            Names.SCHEMA + "ReadResourceRequest"),
        new ClientHook(McpRequest.LIST_TOOLS, "mcp.client-tools", "listTools", "java.lang.String"));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    return new Asked(home, self, new McpRequest(request, arguments[0]));
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    Asked asked = (Asked) span;
    return ObservedPublisher.of(returned, asked.home, asked::open);
  }

  private static final class Asked extends Marker {
    private final Home home;
    private final @Nullable Object client;
    private final McpRequest request;

    Asked(Home home, @Nullable Object client, McpRequest request) {
      super(home.currentContext());
      this.home = home;
      this.client = client;
      this.request = request;
    }

    StreamCall open(Object parent) {
      Map<String, Object> version =
          new Attributes()
              .put(
                  "mcp.protocol.version",
                  Getters.read(client, "getCurrentInitializationResult", "protocolVersion"))
              .toMap();
      return new McpCall(
          home.startUnder(parent, request.start(SpanKind.CLIENT, version, null)), request);
    }
  }
}
