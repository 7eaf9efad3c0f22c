package dev.fulgurite.exporter.sqlite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** An OTLP collector over HTTP that can be down, and stop answering after some requests. */
final class TestReceiver implements AutoCloseable {
  private final List<String> spanIds = new CopyOnWriteArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger answers = new AtomicInteger(Integer.MAX_VALUE);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile boolean up;

  TestReceiver(boolean up) throws IOException {
    this.up = up;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.setExecutor(threads);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  void comeUp() {
    up = true;
  }

  /** From now on: takes so many requests, and leaves the others without an answer. */
  void answerOnly(int requests) {
    answers.set(requests);
  }

  List<String> spanIds() {
    return List.copyOf(spanIds);
  }

  int refused() {
    return refused.get();
  }

  private void receive(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    byte[] bytes = (gzip ? new GZIPInputStream(body) : body).readAllBytes();
    if (!up) {
      refused.incrementAndGet();
      exchange.sendResponseHeaders(503, -1);
    } else if (answers.getAndDecrement() > 0) {
      take(ExportTraceServiceRequest.parseFrom(bytes));
      exchange.sendResponseHeaders(200, -1);
    } else {
      return; // the connection stays open, the answer never comes
    }
    exchange.close();
  }

  private void take(ExportTraceServiceRequest request) {
    request.getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .map(span -> HexFormat.of().formatHex(span.getSpanId().toByteArray()))
        .forEach(spanIds::add);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
