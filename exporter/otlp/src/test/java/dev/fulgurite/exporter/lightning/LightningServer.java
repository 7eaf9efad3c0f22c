package dev.fulgurite.exporter.lightning;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fulgurite.exporter.otlp.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Agent Lightning's own servers. {@value #VARIABLE} names a Python that has {@code agentlightning}
 * 0.3.0; {@code .ci/run} installs it where there is a pip.
 */
final class LightningServer implements AutoCloseable {
  static final String VARIABLE = "FULGURITE_TEST_AGENTLIGHTNING";

  /** The same for 1.0, which is on no registry yet. */
  static final String VARIABLE_1 = "FULGURITE_TEST_AGENTLIGHTNING_1";

  private static final String PORT = "{port}";

  private final int port = LoopbackPorts.free();
  private final Process process;

  private LightningServer(Path folder, String variable, String... arguments) throws IOException {
    List<String> all = new ArrayList<>();
    for (String argument : arguments) {
      all.add(argument.replace(PORT, String.valueOf(port)));
    }
    process =
        python(variable, folder.resolve("server.txt"), all.toArray(String[]::new))
            .directory(folder.toFile())
            .start();
    await()
        .atMost(Duration.ofMinutes(2))
        .failFast("the server ended: see server.txt", () -> !process.isAlive())
        .ignoreExceptions()
        .until(() -> LoopbackPorts.answer(port));
  }

  /** The store of 0.3. */
  static LightningServer store(Path folder) throws IOException {
    String[] arguments = {"-m", "agentlightning.cli.store", "--host", "127.0.0.1", "--port", PORT};
    return new LightningServer(folder, VARIABLE, arguments);
  }

  /** The gateway of 1.0. */
  static LightningServer gateway(Path folder, String key) throws IOException {
    String[] arguments = {
      "-m", "agentlightning.server", "host=127.0.0.1", "port=" + PORT, "key=" + key
    };
    return new LightningServer(folder, VARIABLE_1, arguments);
  }

  static void assumeInstalled(String variable) {
    assumeTrue(
        System.getenv(variable) != null,
        variable + " names no Python with agentlightning: was pip there?");
  }

  /** Not started yet. */
  static ProcessBuilder python(String variable, Path output, String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(System.getenv(variable));
    builder.command().addAll(List.of(arguments));
    // Else it waits for a price list from the network, at each start.
    builder.environment().put("LITELLM_LOCAL_MODEL_COST_MAP", "True");
    return builder.redirectErrorStream(true).redirectOutput(output.toFile());
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
