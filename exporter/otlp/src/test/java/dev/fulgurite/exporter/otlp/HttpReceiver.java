package dev.fulgurite.exporter.otlp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** OTLP over HTTP on the JDK's server, which answers what a test wants. */
final class HttpReceiver implements AutoCloseable {
  /**
   * @param headers name and value, one after the other
   */
  record Answer(int status, byte[] body, String... headers) {
    static final Answer OK = new Answer(200, new byte[0], "Content-Type", "application/x-protobuf");
  }

  final Queue<String> ids = new ConcurrentLinkedQueue<>();
  final Queue<Headers> headers = new ConcurrentLinkedQueue<>();
  final Queue<String> paths = new ConcurrentLinkedQueue<>();
  final Queue<InetSocketAddress> clients = new ConcurrentLinkedQueue<>();
  volatile Answer answer = Answer.OK;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  HttpReceiver() throws IOException {
    this(HttpServer.create(loopback(), 0));
  }

  HttpReceiver(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  int port() {
    return server.getAddress().getPort();
  }

  String endpoint() {
    return "http://127.0.0.1:" + port() + "/v1/traces";
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      headers.add(exchange.getRequestHeaders());
      paths.add(exchange.getRequestURI().getPath());
      clients.add(exchange.getRemoteAddress());
      boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream body = exchange.getRequestBody();
      List<String> came =
          Received.ids(
              ExportTraceServiceRequest.parseFrom(gzip ? new GZIPInputStream(body) : body));
      Answer given = answer;
      for (int i = 0; i < given.headers.length; i += 2) {
        exchange.getResponseHeaders().set(given.headers[i], given.headers[i + 1]);
      }
      ids.addAll(came);
      exchange.sendResponseHeaders(given.status, given.body.length == 0 ? -1 : given.body.length);
      exchange.getResponseBody().write(given.body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
