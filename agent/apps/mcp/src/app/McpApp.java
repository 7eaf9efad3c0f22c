package app;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks a server for its tools; argument: how to reach it (stdio, streamable, stateless). */
public final class McpApp {
  public static void main(String[] arguments) throws Exception {
    System.exit(run(arguments));
  }

  /** As a server would, which goes on. */
  public static int run(String[] arguments) throws Exception {
    if (arguments[0].equals("stdio")) {
      List<ProcessHandle> servers;
      try (McpSyncClient client = McpClient.sync(Child.transport()).build()) {
        askAll(client);
        servers = ProcessHandle.current().descendants().toList();
      }
      // Their last spans are written while they end, which closing the client does not wait for.
      servers.forEach(server -> server.onExit().join());
    } else {
      try (HttpServer server = HttpServer.start(arguments[0].equals("stateless"))) {
        McpAsyncClient client = McpClient.async(http(server)).build();
        client.initialize().block();
        System.out.println(text(client.callTool(add(1)).block()));
        client.closeGracefully().block();
      }
    }
    return 0;
  }

  private static McpClientTransport http(HttpServer server) {
    return HttpClientStreamableHttpTransport.builder(server.url()).jsonMapper(Sdk.mapper()).build();
  }

  private static void askAll(McpSyncClient client) {
    client.initialize();
    System.out.println(client.listTools().tools().size() + " tools");
    System.out.println(text(client.callTool(add(2))));
    System.out.println(text(client.callTool(new CallToolRequest("relay", Map.of("a", 5)))));
    CallToolResult refused = client.callTool(new CallToolRequest("refuse", Map.of()));
    System.out.println("refused: " + refused.isError() + " " + text(refused));
    System.out.println(text(client.callTool(new CallToolRequest("meta", Map.of()))));
    System.out.println(
        text(client.callTool(new CallToolRequest("meta", Map.of(), Map.of("mine", "kept")))));
    System.out.println(
        client.getPrompt(new GetPromptRequest("greet", Map.of())).messages().size() + " message");
    System.out.println(
        client.readResource(new ReadResourceRequest("note://1")).contents().size() + " note");
    try {
      client.getPrompt(new GetPromptRequest("unknown", Map.of()));
    } catch (RuntimeException expected) {
      System.out.println("no such prompt");
    }
  }

  static CallToolRequest add(int a) {
    return new CallToolRequest("add", new TreeMap<>(Map.of("a", a, "b", 3)));
  }

  static String text(CallToolResult result) {
    return ((TextContent) result.content().get(0)).text();
  }

  private McpApp() {}
}
