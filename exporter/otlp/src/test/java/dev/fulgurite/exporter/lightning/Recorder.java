package dev.fulgurite.exporter.lightning;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;

/** Hands requests on to a real server, and writes down what was said. */
final class Recorder {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  static Loopback between(String server, Collection<Exchange> exchanges) throws IOException {
    return new Loopback(
        (exchange, body) -> {
          Exchange made = forward(exchange, body, server);
          exchanges.add(made);
          return made;
        });
  }

  private static Exchange forward(HttpExchange exchange, byte[] body, String server)
      throws IOException, InterruptedException {
    String path = exchange.getRequestURI().toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String header : List.of("Content-Type", "Authorization")) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    HttpResponse<String> answer =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Exchange(
        exchange.getRequestMethod(),
        path,
        Loopback.type(exchange),
        Loopback.request(exchange, body),
        answer.statusCode(),
        answer.headers().firstValue("Content-Type").orElse(""),
        answer.body());
  }

  private Recorder() {}
}
