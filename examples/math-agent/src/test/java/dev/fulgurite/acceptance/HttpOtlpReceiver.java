package dev.fulgurite.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/** OTLP over HTTP on the JDK's server, decoded with OpenTelemetry's own protocol classes. */
final class HttpOtlpReceiver implements OtlpReceiver {
  private final Queue<ExportTraceServiceRequest> requests = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  HttpOtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream body = exchange.getRequestBody();
      requests.add(ExportTraceServiceRequest.parseFrom(gzip ? new GZIPInputStream(body) : body));
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public String protocol() {
    return "http/protobuf";
  }

  @Override
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public Collection<String> spanIds() {
    return spans().stream()
        .map(span -> HexFormat.of().formatHex(span.getSpanId().toByteArray()))
        .toList();
  }

  private List<Span> spans() {
    return requests.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  @Override
  public String everything() {
    return requests.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  @Override
  public String toString() {
    return protocol() + " to the JDK's server";
  }
}
