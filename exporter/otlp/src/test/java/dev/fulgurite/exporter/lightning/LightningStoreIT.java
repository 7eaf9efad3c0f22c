package dev.fulgurite.exporter.lightning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agent Lightning's own server and readers, in Python, against what we send. */
class LightningStoreIT {
  private static final Path WRITTEN = Path.of("target", "store-0.3.0.jsonl");
  private static final String UNHEARD = "unheard";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String READ =
      """
      import asyncio, sys
      from agentlightning import LightningStoreClient, find_final_reward, find_reward_spans
      async def main():
          client = LightningStoreClient(sys.argv[1])
          spans = list(await client.query_spans(sys.argv[2]))
          rollout = await client.get_rollout_by_id(sys.argv[2])
          print([s.name for s in spans], [s.sequence_id for s in spans])
          print("rewards", len(find_reward_spans(spans)), "final", find_final_reward(spans))
          print("status", rollout.status)
          await client.close()
      asyncio.run(main())
      """;

  @TempDir Path folder;

  @BeforeAll
  static void assumeInstalled() {
    assumeTrue(
        LightningServer.isInstalled(),
        LightningServer.VARIABLE + " names no Python with agentlightning: was pip there?");
  }

  /** Else what {@link LightningReplayIT} proves is worth nothing. */
  @Test
  void recordedConversation_isStillTheServers() throws Exception {
    List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    try (LightningServer server = new LightningServer(folder);
        Loopback proxy =
            new Loopback((exchange, body) -> forward(exchange, body, server.url(), exchanges));
        StoreScenario scenario = new StoreScenario(proxy.url(), UNHEARD)) {
      scenario.run();
    }

    Sameness sameness = new Sameness();
    List<String> lines =
        exchanges.stream()
            .map(Exchange::line)
            .map(sameness::of)
            .map(line -> line.replace(UNHEARD, LightningReplayIT.UNKNOWN))
            .toList();
    Files.write(WRITTEN, lines);
    assertThat(lines)
        .as("the recording; what is written to %s is today's", WRITTEN)
        .isEqualTo(Files.readAllLines(LightningReplayIT.RECORDING));
  }

  @Test
  void pythonReaders_findWhatWasEmitted() throws Exception {
    try (LightningServer server = new LightningServer(folder);
        StoreScenario scenario = new StoreScenario(server.url(), "any")) {
      Rollout rollout = scenario.succeed();

      Path said = folder.resolve("read.txt");
      Process reader =
          LightningServer.python(said, "-c", READ, server.url(), rollout.rolloutId()).start();
      assertThat(reader.waitFor()).as(Files.readString(said)).isZero();
      assertThat(Files.readAllLines(said))
          .endsWith(
              "['agentlightning.message', 'chat model', 'agentlightning.annotation',"
                  + " 'agentlightning.annotation'] [1, 2, 3, 4]",
              "rewards 2 final 1.0",
              "status succeeded");
    }
  }

  private static Exchange forward(
      HttpExchange exchange, byte[] body, String target, List<Exchange> exchanges)
      throws IOException, InterruptedException {
    String path = exchange.getRequestURI().toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + path))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    String type = Loopback.type(exchange);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    HttpResponse<String> answer =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    JsonNode asked = Loopback.request(exchange, body);
    Exchange made =
        new Exchange(
            exchange.getRequestMethod(),
            path,
            type,
            asked,
            answer.statusCode(),
            answer.headers().firstValue("Content-Type").orElse(""),
            answer.body());
    exchanges.add(made);
    return made;
  }
}
