package dev.fulgurite.agent.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Speaks OpenAI chat completions, whole or as server-sent events; answers as it is told to. */
final class StubOpenAi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One answer: a text, or calls of tools, or an HTTP error. */
  record Reply(int status, String text, List<Call> calls) {
    static Reply text(String text) {
      return new Reply(200, text, List.of());
    }

    static Reply calls(Call... calls) {
      return new Reply(200, null, List.of(calls));
    }

    static Reply error(int status) {
      return new Reply(status, null, List.of());
    }

    String reason() {
      return calls.isEmpty() ? "stop" : "tool_calls";
    }
  }

  record Call(String id, String name, String arguments) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Function<JsonNode, Reply> script;
  private final AtomicInteger requests = new AtomicInteger();

  /**
   * @param script from the request's body
   */
  StubOpenAi(Function<JsonNode, Reply> script) {
    this.script = script;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", this::answer);
    server.createContext("/v1/embeddings", StubOpenAi::embed);
    server.start();
  }

  /**
   * The first reply to a request without tool results, the second to one with one round of them.
   */
  static StubOpenAi inRounds(Reply... replies) {
    return new StubOpenAi(
        body -> {
          int round = 0;
          for (JsonNode message : body.path("messages")) {
            round += message.has("tool_calls") ? 1 : 0;
          }
          return replies[round];
        });
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      Reply reply = script.apply(body);
      String id = "chatcmpl-" + requests.incrementAndGet();
      boolean stream = body.path("stream").asBoolean();
      String text = reply.status() != 200 ? error() : stream ? events(id, reply) : whole(id, reply);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      boolean events = stream && reply.status() == 200;
      exchange
          .getResponseHeaders()
          .set("Content-Type", events ? "text/event-stream" : "application/json");
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Every text has the same vector. */
  private static void embed(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      ObjectNode response = JSON.createObjectNode().put("object", "list").put("model", "embed-1");
      for (int i = 0; i < body.path("input").size(); i++) {
        ObjectNode entry = response.withArray("/data").addObject().put("index", i);
        entry.put("object", "embedding").putArray("embedding").add(0.5).add(0.5).add(1);
      }
      response.putObject("usage").put("prompt_tokens", 4).put("total_tokens", 4);
      byte[] bytes = response.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String error() {
    return "{\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}";
  }

  private static String whole(String id, Reply reply) {
    ObjectNode response = envelope(id, "chat.completion");
    ObjectNode choice = response.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", reply.reason());
    message(choice.putObject("message"), reply);
    usage(response);
    return response.toString();
  }

  private static void message(ObjectNode message, Reply reply) {
    message.put("role", "assistant").put("content", reply.text());
    for (int i = 0; i < reply.calls().size(); i++) {
      call(message.withArray("/tool_calls").addObject(), i, reply.calls().get(i));
    }
  }

  private static void call(ObjectNode node, int index, Call call) {
    node.put("index", index).put("id", call.id()).put("type", "function");
    node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
  }

  private static String events(String id, Reply reply) {
    StringBuilder events = new StringBuilder();
    if (reply.calls().isEmpty()) {
      for (String word : reply.text().split("(?<= )")) {
        append(events, chunk(id, delta -> delta.put("content", word)));
      }
    } else {
      for (int i = 0; i < reply.calls().size(); i++) {
        int index = i;
        ObjectNode chunk =
            chunk(
                id,
                delta ->
                    call(
                        delta.putArray("tool_calls").addObject(), index, reply.calls().get(index)));
        append(events, chunk);
      }
    }
    append(events, lastChunk(id, reply));
    ObjectNode usage = envelope(id, "chat.completion.chunk");
    usage.putArray("choices");
    usage(usage);
    append(events, usage);
    return events.append("data: [DONE]\n\n").toString();
  }

  private static void append(StringBuilder events, ObjectNode event) {
    events.append("data: ").append(event).append("\n\n");
  }

  private static ObjectNode chunk(String id, Consumer<ObjectNode> content) {
    ObjectNode chunk = envelope(id, "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    content.accept(choice.putObject("delta"));
    return chunk;
  }

  private static ObjectNode lastChunk(String id, Reply reply) {
    ObjectNode chunk = envelope(id, "chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta");
    choice.put("finish_reason", reply.reason());
    return chunk;
  }

  private static ObjectNode envelope(String id, String object) {
    return JSON.createObjectNode().put("id", id).put("object", object).put("model", "gpt-test-1");
  }

  private static void usage(ObjectNode response) {
    ObjectNode usage = response.putObject("usage");
    usage.put("prompt_tokens", 11).put("completion_tokens", 7).put("total_tokens", 18);
  }
}
