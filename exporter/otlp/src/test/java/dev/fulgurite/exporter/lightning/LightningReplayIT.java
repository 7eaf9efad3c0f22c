package dev.fulgurite.exporter.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Conversations recorded with Agent Lightning's own servers, word for word. */
class LightningReplayIT {
  static final Path STORE = recording("store-0.3.0.jsonl");
  static final Path GATEWAY = recording("gateway-1.0.0.jsonl");
  static final String UNKNOWN = "unknown";

  @Test
  void program_saysToTheStoreWhatWasRecorded() throws Exception {
    Replay replay = new Replay(Exchange.read(STORE), UnaryOperator.identity());
    try (Loopback server = replay.start();
        StoreScenario scenario = new StoreScenario(server.url(), UNKNOWN)) {
      scenario.run();
    }

    assertThat(replay.asked()).isEqualTo(replay.recorded());
  }

  @Test
  void program_saysToTheGatewayWhatWasRecorded() throws Exception {
    Replay replay = new Replay(Exchange.read(GATEWAY), GatewayScenario::sameness);
    try (Loopback server = replay.start()) {
      GatewayScenario.run(server.url());
    }

    assertThat(replay.asked()).isEqualTo(replay.recorded());
  }

  private static Path recording(String name) {
    return Path.of("src", "test", "resources", "lightning", name);
  }
}
