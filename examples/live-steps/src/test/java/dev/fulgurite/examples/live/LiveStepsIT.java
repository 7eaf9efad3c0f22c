package dev.fulgurite.examples.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fulgurite.exporter.live.StepSummary;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real Chromium, and what it reads without one. */
class LiveStepsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PAUSES = 5;

  @TempDir Path folder;

  /** The agent takes one for each step. */
  private final Semaphore steps = new Semaphore(0);

  private Runs runs;
  private StepServer server;

  @BeforeEach
  void start() throws IOException {
    runs =
        new Runs(
            SpanStores.open(
                "sqlite:" + folder.resolve("spans.db"),
                StoreOptions.defaults(),
                getClass().getClassLoader()),
            steps::acquireUninterruptibly);
    server = new StepServer(runs, 0);
  }

  @AfterEach
  void stop() {
    steps.release(PAUSES);
    server.close();
    runs.close();
  }

  @Test
  void page_showsEachStepAsItComes_andALateOneAllOfThem() throws Exception {
    Browser.isMissing().ifPresent(reason -> assumeTrue(false, reason));
    try (Browser browser = Browser.start(folder.resolve("profile"))) {
      browser.open(server.address());
      browser.click("button");
      awaitKinds(browser, "message");
      steps.release();
      awaitKinds(browser, "message", "thinking");
      String session = browser.run("return location.hash.slice(1)").textValue();
      steps.release();
      awaitKinds(browser, "message", "thinking", "tool call");

      browser.openTab(server.address().resolve("/#" + session));
      awaitKinds(browser, "message", "thinking", "tool call");
      steps.release(PAUSES - 2);
      awaitKinds(
          browser,
          "message",
          "thinking",
          "tool call",
          "tool result",
          "progress",
          "final response",
          "end");
      assertThat(browser.texts("#steps .content"))
          .contains("timetable: {\"to\":\"berlin\"}", "Take the train at 08:34, 4 h 02.");
      await().atMost(PATIENCE).until(() -> browser.texts("#state").equals(List.of("Done.")));
      assertThat(runs.archive().summary(session))
          .hasValueSatisfying(
              summary -> assertThat(summary.hasFinalResponse() && summary.finished()).isTrue())
          .map(StepSummary::totalSteps)
          .hasValue(7L);
    }
  }

  @Test
  void page_goesOn_whenTheServerWasAway() throws Exception {
    Browser.isMissing().ifPresent(reason -> assumeTrue(false, reason));
    try (Browser browser = Browser.start(folder.resolve("profile"))) {
      browser.open(server.address());
      browser.click("button");
      awaitKinds(browser, "message");
      int port = server.address().getPort();
      server.close();
      steps.release();
      server = new StepServer(runs, port);

      awaitKinds(browser, "message", "thinking");
      assertThat(browser.texts("#steps .sequence")).containsExactly("1", "2");
    }
  }

  @Test
  void steps_areServerSentEvents_alsoOfAFinishedSession() throws Exception {
    steps.release(PAUSES);
    String session = post("How do I get to Paris?");
    List<String> live = data(get("steps?session=" + session));
    await().atMost(PATIENCE).until(() -> runs.live(session).isEmpty());
    List<String> replayed = data(get("steps?session=" + session));

    assertThat(live).hasSize(7);
    assertThat(live.get(5)).contains("\"kind\":\"final_response\"", "09:12");
    assertThat(replayed)
        .extracting(LiveStepsIT::id)
        .isEqualTo(live.stream().map(LiveStepsIT::id).toList());
  }

  @Test
  void agent_saysThatItKnowsNoSuchPlace() throws Exception {
    steps.release(PAUSES);
    String session = post("How do I get to Atlantis?");

    assertThat(data(get("steps?session=" + session)))
        .hasSize(4)
        .anySatisfy(step -> assertThat(step).contains("\"kind\":\"error\"", "No place"));
  }

  private static void awaitKinds(Browser browser, String... kinds) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(browser.texts("#steps .kind")).containsExactly(kinds));
  }

  private static String id(String step) {
    return step.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
  }

  private static List<String> data(Stream<String> lines) {
    return lines.filter(line -> line.startsWith("data: ")).toList();
  }

  private Stream<String> get(String path) throws Exception {
    URI address = server.address().resolve(path);
    HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body();
  }

  private String post(String question) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve("runs"))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(question))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
