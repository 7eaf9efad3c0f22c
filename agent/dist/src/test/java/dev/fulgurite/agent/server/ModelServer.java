package dev.fulgurite.agent.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Speaks for every provider, on loopback and a port of its own. Answers what the {@link Question}
 * says, the same each time; responses come from the model that was asked for with {@code -canned}
 * behind its name, and report the tokens of {@link Usage}.
 */
public final class ModelServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<Dialect> DIALECTS =
      List.of(new ChatCompletions(), new Responses(), new Embeddings(), new AnthropicMessages());

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<String> failedOnce = ConcurrentHashMap.newKeySet();
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();

  private ModelServer(HttpServer http) {
    this.http = http;
  }

  public static ModelServer start() {
    try {
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      ModelServer server = new ModelServer(HttpServer.create(anyPort, 0));
      server.http.createContext("/", server::serve);
      server.http.setExecutor(server.threads);
      server.http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without a path; OpenAI's clients want {@code /v1} behind it. */
  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** The bodies that were sent so far, in the order they came. */
  public List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    closed.countDown();
    http.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      requests.add(request);
      String path = exchange.getRequestURI().getPath();
      for (Dialect dialect : DIALECTS) {
        if (dialect.serves(path)) {
          answer(exchange, dialect, dialect.question(path, request), request);
          return;
        }
      }
      send(exchange, 404, Reply.json("{\"error\":{\"message\":\"no dialect for this path\"}}"));
    } catch (RuntimeException e) {
      send(exchange, 501, Reply.json(JSON.createObjectNode().put("error", e.toString())));
    }
  }

  private void answer(HttpExchange exchange, Dialect dialect, Question question, JsonNode request)
      throws IOException {
    String path = exchange.getRequestURI().getPath();
    String failure = question.failure().orElse("");
    if (!failure.isEmpty() && (!failure.endsWith(" once") || failedOnce.add(question.text()))) {
      String[] words = failure.split(" ", 2);
      int status = Integer.parseInt(words[0]);
      String message = words.length > 1 ? words[1] : "as asked for";
      send(exchange, status, Reply.json(dialect.error(message)));
    } else {
      Reply reply = dialect.answer(path, request, question);
      if (question.hangs() && reply.isStream()) {
        hang(exchange, reply);
      } else {
        send(exchange, 200, reply);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, Reply reply) throws IOException {
    try (OutputStream body = open(exchange, status, reply)) {
      for (String chunk : reply.chunks()) {
        body.write(chunk.getBytes(StandardCharsets.UTF_8));
        body.flush();
      }
    }
  }

  /** The first word is in the second chunk at the latest. */
  private void hang(HttpExchange exchange, Reply reply) throws IOException {
    OutputStream body = open(exchange, 200, reply);
    for (String chunk : reply.chunks().subList(0, 3)) {
      body.write(chunk.getBytes(StandardCharsets.UTF_8));
      body.flush();
    }
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static OutputStream open(HttpExchange exchange, int status, Reply reply)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    exchange.sendResponseHeaders(status, 0);
    return exchange.getResponseBody();
  }
}
