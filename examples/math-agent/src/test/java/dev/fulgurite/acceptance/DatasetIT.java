package dev.fulgurite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole datasets: structure of every trace, the mean reward, and the triplets. */
class DatasetIT {
  /** Seconds as doubles resolve a quarter of a microsecond today. */
  private static final double RESOLUTION = 1e-6;

  @TempDir private Path folder;

  @Test
  void generatedQuestions() throws Exception {
    Path file = GeneratedDataset.write(folder.resolve("questions.jsonl"), 60);

    Counted counted = solve("--dataset", file.toString());

    assertThat(counted.questions()).isEqualTo(60);
    assertThat(counted.tools()).isEqualTo(120);
  }

  @Test
  void realReferenceSolutions() throws Exception {
    Counted counted = solve("--dataset", data("gsm8k-test-400.jsonl"));

    assertThat(counted.questions()).isEqualTo(400);
  }

  @Test
  void realModelOutputs_rightAndWrong() throws Exception {
    Counted counted =
        solve("--dataset", data("gsm8k-model-solutions-200.jsonl"), "--model", "6b_verification");

    assertThat(counted.questions()).isEqualTo(200);
    assertThat(counted.accuracy()).isBetween(0.01, 0.99);
  }

  private Counted solve(String... arguments) throws Exception {
    Run run = Child.underAgent(folder, Jdk.RUNNING, arguments).run().succeeded();
    Counted counted = Counted.in(run);
    CommandLine fulgurite = new CommandLine(folder);
    List<JsonNode> sessions = fulgurite.sessions();
    Map<String, List<JsonNode>> spans =
        fulgurite.spans().stream().collect(Collectors.groupingBy(DatasetIT::session));

    assertThat(sessions).hasSize(counted.questions());
    assertThat(BuiltInProblemsIT.meanReward(sessions)).isEqualTo(counted.accuracy());
    assertThat(fulgurite.run("sessions", "--limit", "1000").succeeded().out())
        .contains("mean reward " + counted.accuracy());
    assertThat(spans).hasSize(counted.questions());
    spans.forEach(DatasetIT::assertStepsInOrder);
    assertThat(ofKind(spans.values().stream().flatMap(List::stream).toList(), "execute_tool"))
        .hasSize(counted.tools());
    assertTriplets(fulgurite.triplets(), spans, counted);
    return counted;
  }

  /** chat, tool, chat, tool, …, chat, each under the session's one agent run. */
  private static void assertStepsInOrder(String session, List<JsonNode> spans) {
    List<JsonNode> agents = ofKind(spans, "invoke_agent");
    assertThat(agents).as(session).hasSize(1);
    String agent = agents.get(0).get("span_id").asText();
    List<JsonNode> chats = ofKind(spans, "chat");
    List<JsonNode> tools = ofKind(spans, "execute_tool");
    assertThat(chats).as(session).hasSize(tools.size() + 1);
    assertThat(chats).allMatch(span -> span.get("parent_id").asText().equals(agent));
    assertThat(tools).allMatch(span -> span.get("parent_id").asText().equals(agent));
    for (int i = 0; i < tools.size(); i++) {
      assertThat(time(tools.get(i), "start_time"))
          .isGreaterThanOrEqualTo(time(chats.get(i), "end_time") - RESOLUTION);
      assertThat(time(chats.get(i + 1), "start_time"))
          .isGreaterThanOrEqualTo(time(tools.get(i), "end_time") - RESOLUTION);
    }
  }

  /** One line a model call; the session's reward at its last call, as FIRST_OCCURRENCE says. */
  private static void assertTriplets(
      List<JsonNode> triplets, Map<String, List<JsonNode>> spans, Counted counted) {
    assertThat(triplets).hasSize(counted.models());
    Map<String, JsonNode> bySpan =
        triplets.stream()
            .collect(Collectors.toMap(t -> t.at("/metadata/span_id").asText(), t -> t));
    spans.forEach(
        (session, all) -> {
          List<JsonNode> chats = ofKind(all, "chat");
          for (int i = 0; i < chats.size(); i++) {
            JsonNode triplet = bySpan.get(chats.get(i).get("span_id").asText());
            assertThat(triplet.get("reward").isNull()).isEqualTo(i < chats.size() - 1);
            assertThat(triplet.at("/prompt/raw_content").isEmpty()).isFalse();
            assertThat(triplet.at("/response/raw_content").isEmpty()).isFalse();
          }
        });
  }

  private static List<JsonNode> ofKind(List<JsonNode> spans, String operation) {
    return spans.stream()
        .filter(s -> s.at("/attributes/gen_ai.operation.name").asText().equals(operation))
        .sorted(Comparator.comparingDouble(s -> time(s, "start_time")))
        .toList();
  }

  private static double time(JsonNode span, String key) {
    return span.get(key).asDouble();
  }

  private static String session(JsonNode span) {
    return span.at("/attributes/session.id").asText();
  }

  private static String data(String name) {
    Path file = Products.DATA.resolve(name);
    assumeTrue(Files.isRegularFile(file), file + " is not on this machine");
    return file.toString();
  }
}
