package dev.fulgurite.agent;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector for traces over HTTP, on loopback and a port of its own, which takes everything. */
final class OtlpReceiver implements AutoCloseable {
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  private OtlpReceiver(HttpServer server) {
    this.server = server;
  }

  static OtlpReceiver start() {
    try {
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      OtlpReceiver receiver = new OtlpReceiver(HttpServer.create(anyPort, 0));
      receiver.server.createContext(
          "/v1/traces",
          exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            receiver.bodies.add(new String(body, StandardCharsets.ISO_8859_1));
            receiver.keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-key")));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All that came so far, a character for each byte. */
  String text() {
    return String.join("", bodies);
  }

  /** What each request had for {@code x-key}. */
  List<String> keys() {
    return keys;
  }

  /** Whether the span has come. */
  boolean has(String spanId) {
    byte[] bytes = HexFormat.of().parseHex(spanId);
    return text().contains(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
