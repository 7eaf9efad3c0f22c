package app;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;

/** A server over HTTP in this JVM, on a port of its own. */
final class HttpServer implements AutoCloseable {
  private final Tomcat tomcat;

  private HttpServer(Tomcat tomcat) {
    this.tomcat = tomcat;
  }

  static HttpServer start(boolean isStateless) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    // Of which a JVM has one, and perhaps several of these servers.
    TomcatURLStreamHandlerFactory.disable();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("mcp").toString());
    tomcat.setHostname("localhost");
    tomcat.setPort(0);
    Context context = tomcat.addContext("", null);
    Wrapper servlet = Tomcat.addServlet(context, "mcp", isStateless ? stateless() : streamable());
    servlet.setAsyncSupported(true);
    context.addServletMappingDecoded("/mcp", "mcp");
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.start();
    return new HttpServer(tomcat);
  }

  private static HttpServlet streamable() {
    HttpServletStreamableServerTransportProvider transport =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(Sdk.mapper())
            .mcpEndpoint("/mcp")
            .build();
    McpServer.sync(transport)
        .serverInfo("calculator", "1")
        .capabilities(ServerCapabilities.builder().tools(true).build())
        .toolCall(Server.tool("add"), (exchange, request) -> Server.add(request))
        .build();
    return transport;
  }

  private static HttpServlet stateless() {
    HttpServletStatelessServerTransport transport =
        HttpServletStatelessServerTransport.builder()
            .jsonMapper(Sdk.mapper())
            .messageEndpoint("/mcp")
            .build();
    McpServer.sync(transport)
        .serverInfo("calculator", "1")
        .capabilities(ServerCapabilities.builder().tools(true).build())
        .toolCall(Server.tool("add"), (context, request) -> Server.add(request))
        .build();
    return transport;
  }

  String url() {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
  }
}
