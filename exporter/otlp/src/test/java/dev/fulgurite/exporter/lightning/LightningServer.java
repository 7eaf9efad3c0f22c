package dev.fulgurite.exporter.lightning;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Agent Lightning's own store server. {@value #VARIABLE} names a Python that has {@code
 * agentlightning} 0.3.0; {@code .ci/run} installs it where there is a pip.
 */
final class LightningServer implements AutoCloseable {
  static final String VARIABLE = "FULGURITE_TEST_AGENTLIGHTNING";

  private final int port = freePort();
  private final Process process;

  LightningServer(Path folder) throws IOException {
    String host = "127.0.0.1";
    process =
        python(
                folder.resolve("store.txt"),
                "-m",
                "agentlightning.cli.store",
                "--host",
                host,
                "--port",
                String.valueOf(port))
            .start();
    await()
        .atMost(Duration.ofMinutes(2))
        .failFast("the store server ended: see store.txt", () -> !process.isAlive())
        .ignoreExceptions()
        .until(this::listens);
  }

  static boolean isInstalled() {
    return System.getenv(VARIABLE) != null;
  }

  /** Not started yet. */
  static ProcessBuilder python(Path output, String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(System.getenv(VARIABLE));
    builder.command().addAll(List.of(arguments));
    // Else it waits for a price list from the network, at each start.
    builder.environment().put("LITELLM_LOCAL_MODEL_COST_MAP", "True");
    return builder.redirectErrorStream(true).redirectOutput(output.toFile());
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  private boolean listens() throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
    return true;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
