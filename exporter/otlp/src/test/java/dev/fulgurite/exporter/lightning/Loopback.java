package dev.fulgurite.exporter.lightning;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server of a test's own. */
final class Loopback implements AutoCloseable {
  /** What answers one request after the other. */
  interface Answering {
    Exchange answer(HttpExchange exchange, byte[] body) throws IOException, InterruptedException;
  }

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final HttpServer server;

  Loopback(Answering answering) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(thread);
    server.createContext("/", exchange -> answer(exchange, answering));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static JsonNode request(HttpExchange exchange, byte[] body) throws IOException {
    if (body.length == 0) {
      return Exchange.JSON.nullNode();
    }
    boolean spans = type(exchange).startsWith("application/x-protobuf");
    return spans ? SpanSummary.of(body) : Exchange.JSON.readTree(body);
  }

  static String type(HttpExchange exchange) {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    return type == null ? "" : type;
  }

  private static void answer(HttpExchange exchange, Answering answering) throws IOException {
    try (exchange) {
      Exchange given = answering.answer(exchange, exchange.getRequestBody().readAllBytes());
      byte[] body = given.answer().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", given.answerType());
      exchange.sendResponseHeaders(given.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
