package app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Asks for two tools, then answers: as OpenAI would, whole or as events. */
final class CannedOpenAi {
  private static final String CALLS =
      "\"role\":\"assistant\",\"content\":null,\"tool_calls\":["
          + "{\"index\":0,\"id\":\"c1\",\"type\":\"function\","
          + "\"function\":{\"name\":\"add\",\"arguments\":\"{\\\"a\\\":2,\\\"b\\\":3}\"}},"
          + "{\"index\":1,\"id\":\"c2\",\"type\":\"function\","
          + "\"function\":{\"name\":\"divide\",\"arguments\":\"{\\\"a\\\":1,\\\"b\\\":0}\"}}]";
  private static final String TEXT = "\"role\":\"assistant\",\"content\":\"It is five.\"";

  private final HttpServer server;

  CannedOpenAi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", CannedOpenAi::answer);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean first = !request.contains("\"tool_call_id\"");
    boolean events = request.replace(" ", "").contains("\"stream\":true");
    String reason = "\"finish_reason\":\"" + (first ? "tool_calls" : "stop") + "\"";
    String message = "{" + (first ? CALLS : TEXT) + "}";
    byte[] body =
        (events
                ? "data: " + reply("\"delta\":" + message + "," + reason) + "\n\ndata: [DONE]\n\n"
                : reply("\"message\":" + message + "," + reason))
            .getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", events ? "text/event-stream" : "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String reply(String choice) {
    return "{\"id\":\"r1\",\"model\":\"gpt-canned\",\"choices\":[{\"index\":0,"
        + choice
        + "}],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}";
  }
}
