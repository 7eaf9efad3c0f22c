package dev.fulgurite.exporter.lightning;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Answers as was recorded, whatever is asked, and keeps what was. */
final class Replay {
  private final List<Exchange> recorded;
  private final UnaryOperator<Exchange> sameness;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  Replay(List<Exchange> recorded, UnaryOperator<Exchange> sameness) {
    this.recorded = recorded;
    this.sameness = sameness;
  }

  Loopback start() throws IOException {
    return new Loopback(this::answer);
  }

  List<String> asked() {
    return asked;
  }

  /** What should have been asked. */
  List<String> recorded() {
    return recorded.stream().map(Exchange::asked).toList();
  }

  private Exchange answer(HttpExchange exchange, byte[] body) throws IOException {
    Exchange answer = recorded.get(asked.size());
    Exchange made =
        new Exchange(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Loopback.type(exchange),
            Loopback.request(exchange, body),
            0,
            "",
            "");
    asked.add(sameness.apply(made).asked());
    return answer;
  }
}
