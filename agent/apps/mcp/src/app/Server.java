package app;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;

/** Speaks on its standard input and output; ends with the former. */
final class Server {
  public static void main(String[] arguments) {
    McpServer.sync(new StdioServerTransportProvider(Sdk.mapper()))
        .serverInfo("calculator", "1")
        .capabilities(
            ServerCapabilities.builder().tools(true).prompts(true).resources(false, true).build())
        .toolCall(tool("add"), (exchange, request) -> add(request))
        .toolCall(tool("relay"), (exchange, request) -> relay(request))
        .toolCall(tool("refuse"), (exchange, request) -> answer("no", true))
        .toolCall(tool("meta"), (exchange, request) -> answer(request.meta() + "", false))
        .toolCall(tool("note"), (exchange, request) -> answer(Canary.at("result"), false))
        .toolCall(
            tool("throw"),
            (exchange, request) -> {
              throw new IllegalStateException(Canary.at("error"));
            })
        .prompts(greet())
        .resources(note())
        .build();
  }

  static Tool tool(String name) {
    return Tool.builder()
        .name(name)
        .description("Does it.")
        .inputSchema(Sdk.mapper(), "{\"type\":\"object\"}")
        .build();
  }

  static CallToolResult add(CallToolRequest request) {
    int a = ((Number) request.arguments().get("a")).intValue();
    return answer(String.valueOf(a + 3), false);
  }

  /** Asks another server, from whatever thread tools run on. */
  private static CallToolResult relay(CallToolRequest request) {
    try (McpSyncClient client = McpClient.sync(Child.transport()).build()) {
      client.initialize();
      return client.callTool(McpApp.add(((Number) request.arguments().get("a")).intValue()));
    }
  }

  static CallToolResult answer(String text, boolean isError) {
    return CallToolResult.builder().addTextContent(text).isError(isError).build();
  }

  private static SyncPromptSpecification greet() {
    return new SyncPromptSpecification(
        new Prompt("greet", "Greets", List.of()),
        (exchange, request) ->
            new GetPromptResult(
                "Greets", List.of(new PromptMessage(Role.USER, new TextContent("Hello!")))));
  }

  private static SyncResourceSpecification note() {
    return new SyncResourceSpecification(
        Resource.builder().uri("note://1").name("note").build(),
        (exchange, request) ->
            new ReadResourceResult(
                List.of(new TextResourceContents(request.uri(), "text/plain", "Buy milk."))));
  }

  private Server() {}
}
