package dev.fulgurite.exporter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis of the tests' own, on this machine alone: killed and started again on the same port and
 * files.
 */
public final class TestRedis implements AutoCloseable {
  private final Path folder;
  private final List<String> command;
  private final int port;
  private Process process;

  private TestRedis(Path folder, List<String> command, int port) {
    this.folder = folder;
    this.command = command;
    this.port = port;
  }

  /** The newest there is; everything it acknowledged survives a kill. */
  public static TestRedis start(String... settings) {
    return start(executable(), settings);
  }

  private static TestRedis start(File executable, String... settings) {
    return start(executable, List.of("--port"), List.of(settings));
  }

  /** It listens with TLS alone. */
  static TestRedis startTls(File executable, List<String> settings) {
    return start(executable, List.of("--port", "0", "--tls-port"), settings);
  }

  // Without "always" Redis answers while a busy disk holds up its log, and a kill takes that along.
  private static TestRedis start(File executable, List<String> port, List<String> settings) {
    try {
      Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "redis");
      int number = freePort();
      List<String> command = new ArrayList<>(List.of(executable.getAbsolutePath()));
      command.addAll(port);
      command.add(String.valueOf(number));
      command.addAll(
          List.of(
              "--bind",
              "127.0.0.1",
              "--save",
              "",
              "--appendonly",
              "yes",
              "--appendfsync",
              "always"));
      command.addAll(settings);
      TestRedis redis = new TestRedis(folder, command, number);
      redis.restart();
      return redis;
    } catch (IOException e) {
      throw new TestAbortedException("no Redis runs here", e);
    }
  }

  /** Debian's where it is on the path, else the one in embedded-redis. */
  static File executable() {
    if (Boolean.getBoolean("fulgurite.test.redis.embedded")) {
      return embedded();
    }
    for (String place : System.getenv("PATH").split(File.pathSeparator)) {
      File found = new File(place, "redis-server");
      if (found.canExecute()) {
        return found;
      }
    }
    return embedded();
  }

  static File embedded() {
    try {
      Path target = Files.createDirectories(Path.of("target", "embedded-redis"));
      return ExecutableProvider.newJarResourceProvider(target.toFile()).get();
    } catch (IOException | RuntimeException e) {
      throw new TestAbortedException("embedded-redis has no server for this machine", e);
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public void restart() throws IOException {
    File log = folder.resolve("log").toFile();
    process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    await().atMost(20, SECONDS).until(this::listens);
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int port() {
    return port;
  }

  Path folder() {
    return folder;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
