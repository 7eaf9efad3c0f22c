package dev.fulgurite.agent.mcp;

/** The SDK's types, by name. */
final class Names {
  static final String ROOT = "io.modelcontextprotocol.";

  static final String CLIENT = ROOT + "client.McpAsyncClient";
  static final String CLIENT_SESSION = ROOT + "spec.McpClientSession";
  static final String SCHEMA = ROOT + "spec.McpSchema$";
  static final String REQUEST = SCHEMA + "JSONRPCRequest";
  static final String SESSION = ROOT + "spec.McpServerSession";
  static final String STREAMABLE_SESSION = ROOT + "spec.McpStreamableServerSession";
  static final String STREAMABLE_TRANSPORT = ROOT + "spec.McpStreamableServerTransport";
  static final String STATELESS_HANDLER = ROOT + "server.DefaultMcpStatelessServerHandler";
  static final String TRANSPORT_CONTEXT = ROOT + "common.McpTransportContext";
  static final String TOOL = ROOT + "server.McpServerFeatures$AsyncToolSpecification";
  static final String SYNC_TOOL = ROOT + "server.McpServerFeatures$SyncToolSpecification";

  private Names() {}
}
