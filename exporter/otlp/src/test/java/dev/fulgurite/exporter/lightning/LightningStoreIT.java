package dev.fulgurite.exporter.lightning;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agent Lightning's own server and readers, in Python, against what we send. */
class LightningStoreIT {
  private static final Path WRITTEN = Path.of("target", "store-0.3.0.jsonl");
  private static final int THREADS = 8;
  private static final int ROLLOUTS = 10;
  private static final int SPANS = 20;
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

  @TempDir static Path folder;
  private static LightningServer server;

  @BeforeAll
  static void start() throws IOException {
    LightningServer.assumeInstalled(LightningServer.VARIABLE);
    server = LightningServer.store(folder);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (server != null) {
      server.close();
    }
  }

  /** Else what {@link LightningReplayIT} proves is worth nothing. */
  @Test
  void recordedConversation_isStillTheServers() throws Exception {
    List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    try (Loopback proxy = Recorder.between(server.url(), exchanges);
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
        .isEqualTo(Files.readAllLines(LightningReplayIT.STORE));
  }

  @Test
  void pythonReaders_findWhatWasEmitted() throws Exception {
    try (StoreScenario scenario = new StoreScenario(server.url(), "any")) {
      Rollout rollout = scenario.succeed();

      Path said = folder.resolve("read.txt");
      Process reader =
          LightningServer.python(
                  LightningServer.VARIABLE, said, "-c", READ, server.url(), rollout.rolloutId())
              .start();
      assertThat(reader.waitFor()).as(Files.readString(said)).isZero();
      assertThat(Files.readAllLines(said))
          .endsWith(
              "['agentlightning.message', 'chat model', 'agentlightning.annotation',"
                  + " 'agentlightning.annotation'] [1, 2, 3, 4]",
              "rewards 2 final 1.0",
              "status succeeded");
    }
  }

  @Test
  void manyRollouts_arriveWhole_eachByItself() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (StoreScenario scenario = new StoreScenario(server.url(), "any")) {
      List<Future<List<String>>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(() -> scenario.runMany(ROLLOUTS, SPANS)));
      }
      for (Future<List<String>> one : running) {
        for (String rollout : one.get()) {
          assertThat(sequences(server.url(), rollout))
              .isEqualTo(IntStream.rangeClosed(1, SPANS).boxed().toList());
        }
      }
      assertThat(scenario.ledger().delivered()).isEqualTo(THREADS * ROLLOUTS * SPANS);
      assertThat(scenario.ledger().balanced()).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Of the spans that the store has of the rollout. */
  private static List<Integer> sequences(String url, String rollout) throws Exception {
    URI spans = URI.create(url + "/v1/agl/spans?rollout_id=" + rollout);
    HttpResponse<String> answer =
        CLIENT.send(HttpRequest.newBuilder(spans).build(), HttpResponse.BodyHandlers.ofString());
    List<Integer> sequences = new ArrayList<>();
    Exchange.JSON
        .readTree(answer.body())
        .path("items")
        .forEach(span -> sequences.add(span.path("sequence_id").asInt()));
    return sequences;
  }
}
