package app;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import java.util.Map;

/** A secret in each place of what a client asks a server of MCP, and the server answers. */
public final class CanaryApp {
  public static void main(String[] arguments) throws Exception {
    try (McpSyncClient client = McpClient.sync(Child.transport()).build()) {
      client.initialize();
      Map<String, Object> text = Map.of("text", Canary.at("argument"));
      client.callTool(new CallToolRequest("note", text));
      attempt(() -> client.callTool(new CallToolRequest("throw", text)));
      attempt(() -> client.callTool(new CallToolRequest(Canary.at("tool"), Map.of())));
      attempt(() -> client.getPrompt(new GetPromptRequest(Canary.at("name"), Map.of())));
      attempt(() -> client.readResource(new ReadResourceRequest("note://" + Canary.at("uri"))));
    }
    Canary.await();
  }

  private static void attempt(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException expected) {
      // there is none by this name
    }
  }

  private CanaryApp() {}
}
