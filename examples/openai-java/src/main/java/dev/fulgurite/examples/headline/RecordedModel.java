package dev.fulgurite.examples.headline;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A model that needs no key and no network: it speaks OpenAI's protocol on loopback. */
final class RecordedModel {
  private static final String WHOLE =
      """
      {"id":"answer-1","object":"chat.completion","created":1700000000,"model":"recorded",\
      "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant",\
      "content":"A cat was found on a train."}}],\
      "usage":{"prompt_tokens":12,"completion_tokens":8,"total_tokens":20}}
      """;

  private static final String PIECE =
      """
      data: {"id":"answer-2","object":"chat.completion.chunk","created":1700000000,\
      "model":"recorded","choices":[{"index":0,"finish_reason":%s,"delta":{"content":"%s"}}]}

      """;

  /**
   * @return its base URL; it serves as long as the program runs
   */
  static String start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", RecordedModel::serve);
    server.start();
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private static void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      boolean streams = asked.contains("\"stream\":true");
      byte[] body = (streams ? pieces() : WHOLE).getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", streams ? "text/event-stream" : "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String pieces() {
    return PIECE.formatted("null", "Cat found ")
        + PIECE.formatted("\"stop\"", "on train")
        + "data: [DONE]\n\n";
  }

  private RecordedModel() {}
}
