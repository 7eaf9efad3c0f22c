package dev.fulgurite.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A receiver that nobody here wrote: {@code autotel-devtools} from npm. {@value #VARIABLE} names
 * the folder with its command and a Node that can run it; {@code .ci/run} installs both.
 */
final class AutotelReceiver implements OtlpReceiver {
  static final String VARIABLE = "FULGURITE_TEST_OTLP_RECEIVER";

  // It takes an offer of HTTP/2 for a web socket.
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int httpPort = freePort();
  private final int grpcPort = freePort();
  private final boolean grpc;
  private final Process process;

  AutotelReceiver(Path folder, boolean grpc) throws IOException {
    this.grpc = grpc;
    Path commands = Path.of(System.getenv(VARIABLE));
    process =
        new ProcessBuilder(
                commands.resolve("node").toString(),
                commands.resolve("autotel-devtools").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(httpPort),
                "--grpc-port",
                Integer.toString(grpcPort))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("receiver.txt").toFile())
            .start();
    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> get().has("traces"));
  }

  static boolean isInstalled() {
    return System.getenv(VARIABLE) != null;
  }

  @Override
  public String protocol() {
    return grpc ? "grpc" : "http/protobuf";
  }

  @Override
  public String endpoint() {
    return "http://127.0.0.1:" + (grpc ? grpcPort : httpPort);
  }

  @Override
  public Collection<String> spanIds() throws Exception {
    return elements(get().get("traces"))
        .flatMap(trace -> elements(trace.get("spans")))
        .map(span -> span.get("spanId").asText())
        .toList();
  }

  @Override
  public String everything() throws Exception {
    return get().toString();
  }

  private JsonNode get() throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + httpPort + "/v1/traces");
    return CommandLine.json(
        HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
            .body());
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public String toString() {
    return protocol() + " to autotel-devtools";
  }
}
