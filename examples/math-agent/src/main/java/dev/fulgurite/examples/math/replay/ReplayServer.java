package dev.fulgurite.examples.math.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An OpenAI-compatible chat completion endpoint on the loopback interface that replays solutions.
 * It keeps no state between calls: the question and the number of tool results in the conversation
 * decide what comes next. Whatever a tool answered, the solution goes on.
 */
public final class ReplayServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Solution> solutions = new HashMap<>();
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicLong modelCalls = new AtomicLong();
  private final ExecutorService workers;
  private final HttpServer server;

  private ReplayServer(HttpServer server, List<Problem> problems, int threads) {
    this.server = server;
    this.workers = Executors.newFixedThreadPool(threads, ReplayServer::daemon);
    problems.forEach(problem -> solutions.put(problem.question(), problem.solution()));
    server.createContext("/v1/chat/completions", this::handle);
    server.setExecutor(workers);
    server.start();
  }

  /**
   * Starts a server.
   *
   * @param port 0 for any free one
   * @param threads how many calls are answered at once
   * @throws BadInputException if the port is in use
   */
  public static ReplayServer start(int port, List<Problem> problems, int threads)
      throws IOException {
    // Without it, each small reply waits for the other side's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      return new ReplayServer(HttpServer.create(address, 0), problems, threads);
    } catch (BindException e) {
      throw new BadInputException(
          "port "
              + port
              + " cannot be used ("
              + e.getMessage()
              + "); give --port another,"
              + " or leave --port out to take any free one");
    }
  }

  /** What an OpenAI client takes as its base URL. */
  public String baseUrl() {
    InetSocketAddress address = server.getAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/v1";
  }

  /** How many completions it has given so far. */
  public long modelCalls() {
    return modelCalls.get();
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      send(exchange, 200, completion(JSON.readTree(exchange.getRequestBody())));
    } catch (JsonProcessingException e) {
      send(exchange, 400, error("the request is not JSON"));
    } catch (IllegalArgumentException e) {
      send(exchange, 400, error(String.valueOf(e.getMessage())));
    }
  }

  private ObjectNode completion(JsonNode request) {
    if (request.path("stream").asBoolean()) {
      throw new IllegalArgumentException("this server does not stream; leave \"stream\" out");
    }
    Solution.Turn turn = turn(request.path("messages"));
    return new ChatCompletion(request, turn, run + "-" + modelCalls.incrementAndGet()).json();
  }

  private Solution.Turn turn(JsonNode messages) {
    String question = "";
    int results = 0;
    for (JsonNode message : messages) {
      String role = message.path("role").asText();
      if (role.equals("user")) {
        question = message.path("content").asText();
        results = 0;
      } else if (role.equals("tool")) {
        results++;
      }
    }
    Solution solution = solutions.get(question);
    if (solution == null) {
      throw new IllegalArgumentException("no recorded solution for the question: " + question);
    }
    return solution.turns().get(Math.min(results, solution.steps()));
  }

  private static ObjectNode error(String message) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("message", message).put("type", "invalid_request_error");
    return body;
  }

  private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "replay-server");
    thread.setDaemon(true);
    return thread;
  }
}
