package app;

import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server in a JVM of its own, with the options of this one. */
final class Child {
  static StdioClientTransport transport() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), "app.Server"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ServerParameters server = ServerParameters.builder(java).args(arguments).build();
    return new StdioClientTransport(server, Sdk.mapper());
  }

  private Child() {}
}
