package dev.fulgurite.exporter.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A conversation recorded with Agent Lightning 0.3.0's store server, word for word. */
class LightningReplayIT {
  static final Path RECORDING =
      Path.of("src", "test", "resources", "lightning", "store-0.3.0.jsonl");

  static final String UNKNOWN = "unknown";

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @Test
  void program_saysToTheStoreWhatWasRecorded() throws Exception {
    List<Exchange> recorded = Exchange.read(RECORDING);
    try (Loopback server = new Loopback((exchange, body) -> replay(exchange, body, recorded));
        StoreScenario scenario = new StoreScenario(server.url(), UNKNOWN)) {
      scenario.run();
    }

    assertThat(asked).isEqualTo(recorded.stream().map(Exchange::asked).toList());
  }

  private Exchange replay(HttpExchange exchange, byte[] body, List<Exchange> recorded)
      throws IOException {
    Exchange answer = recorded.get(asked.size());
    asked.add(
        new Exchange(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Loopback.type(exchange),
                Loopback.request(exchange, body),
                0,
                "",
                "")
            .asked());
    return answer;
  }
}
