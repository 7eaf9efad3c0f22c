package dev.fulgurite.examples.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.fulgurite.exporter.live.ServerSentEvents;
import dev.fulgurite.exporter.live.SessionStream;
import dev.fulgurite.exporter.live.StepFeed;
import dev.fulgurite.exporter.live.StepQuery;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code GET /} is the page, {@code POST /runs} with a question starts an agent and answers with
 * its session, {@code GET /steps?session=…} is what the agent does. Listens on this machine only.
 */
final class StepServer implements AutoCloseable {
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int LONGEST_QUESTION = 10_000;

  private final Runs runs;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(StepServer::daemon);

  /**
   * @param port 0 for any
   */
  StepServer(Runs runs, int port) throws IOException {
    this.runs = runs;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", answering("GET", this::page));
    server.createContext("/runs", answering("POST", this::start));
    server.createContext("/steps", answering("GET", this::steps));
    server.start();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "http");
    thread.setDaemon(true);
    return thread;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private static HttpHandler answering(String method, HttpHandler handler) {
    return exchange -> {
      try (exchange) {
        if (exchange.getRequestMethod().equals(method)) {
          handler.handle(exchange);
        } else {
          exchange.sendResponseHeaders(405, -1);
        }
      }
    };
  }

  private void page(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/")) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    try (InputStream page = StepServer.class.getResourceAsStream("page.html")) {
      if (page == null) {
        throw new IllegalStateException("page.html is not in the jar");
      }
      send(exchange, "text/html; charset=utf-8", page.readAllBytes());
    }
  }

  private void start(HttpExchange exchange) throws IOException {
    byte[] question = exchange.getRequestBody().readNBytes(LONGEST_QUESTION);
    String session = runs.start(new String(question, UTF_8));
    send(exchange, "text/plain; charset=utf-8", session.getBytes(UTF_8));
  }

  private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private void steps(HttpExchange exchange) throws IOException {
    String session = session(exchange.getRequestURI());
    exchange.getResponseHeaders().set("Content-Type", ServerSentEvents.CONTENT_TYPE);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    Optional<SessionStream> live = runs.live(session);
    if (live.isPresent()) {
      follow(live.get(), exchange);
    } else {
      replay(session, exchange.getResponseBody());
    }
  }

  /** A browser that comes late, or again, begins where it was. */
  private static void follow(SessionStream stream, HttpExchange exchange) throws IOException {
    String seen = exchange.getRequestHeaders().getFirst(ServerSentEvents.LAST_EVENT_ID);
    try (StepFeed reader = stream.openAfter(seen)) {
      ServerSentEvents.write(reader, exchange.getResponseBody(), HEARTBEAT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void replay(String session, OutputStream out) throws IOException {
    try {
      runs.archive()
          .forEach(
              StepQuery.of(session),
              step -> {
                try {
                  out.write(ServerSentEvents.of(step).getBytes(UTF_8));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String session(URI address) {
    String query = address.getRawQuery();
    return query != null && query.startsWith("session=")
        ? URLDecoder.decode(query.substring("session=".length()), UTF_8)
        : "";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
