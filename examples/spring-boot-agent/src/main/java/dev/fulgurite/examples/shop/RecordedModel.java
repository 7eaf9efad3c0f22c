package dev.fulgurite.examples.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model that needs no key and no network: it speaks OpenAI's protocol on loopback, looks up how
 * many of the things are left that it is asked for, and says so.
 */
final class RecordedModel {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern QUESTION = Pattern.compile("(?i)how many (.+) are left\\?");

  /**
   * @return its base URL; it serves as long as the program runs
   */
  String start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", RecordedModel::serve);
    server.start();
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private static void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode messages = JSON.readTree(exchange.getRequestBody().readAllBytes()).path("messages");
      byte[] body = completion(messages).toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static ObjectNode completion(JsonNode messages) {
    JsonNode last = messages.get(messages.size() - 1);
    String said = last.path("content").asString();
    boolean looksUp = !last.path("role").asString().equals("tool");
    ObjectNode completion = JSON.createObjectNode();
    completion.put("id", "answer-" + messages.size()).put("object", "chat.completion");
    completion.put("created", 1_700_000_000).put("model", "recorded");
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    choice.put("finish_reason", looksUp ? "tool_calls" : "stop");
    choice.set("message", looksUp ? lookup(said, messages.size()) : answer(said));
    ObjectNode usage = completion.putObject("usage");
    usage.put("prompt_tokens", 20 * messages.size()).put("completion_tokens", 8);
    usage.put("total_tokens", 20 * messages.size() + 8);
    return completion;
  }

  private static ObjectNode lookup(String question, int number) {
    Matcher matcher = QUESTION.matcher(question);
    String item = matcher.matches() ? matcher.group(1) : question;
    ObjectNode message = JSON.createObjectNode().put("role", "assistant").putNull("content");
    ObjectNode call = message.putArray("tool_calls").addObject();
    call.put("id", "call-" + number).put("type", "function");
    call.putObject("function")
        .put("name", "stock")
        .put("arguments", JSON.createObjectNode().put("item", item).toString());
    return message;
  }

  private static ObjectNode answer(String found) {
    boolean known = found.matches("\\d+");
    return JSON.createObjectNode()
        .put("role", "assistant")
        .put("content", known ? "We have " + found + " left." : "I am sorry: " + found + ".");
  }
}
