package dev.fulgurite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job: what README's first command does, checked. */
class BuiltInProblemsIT {
  @TempDir private Path folder;

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyCall_isStoredAndCounted(Jdk jdk) throws Exception {
    Run run = Child.underAgent(folder, jdk).run().succeeded();
    Counted counted = Counted.in(run);
    CommandLine fulgurite = new CommandLine(folder);

    assertThat(counted.questions()).isEqualTo(20);
    assertThat(counted.accuracy()).isBetween(0.1, 0.99);
    assertThat(counted.total())
        .isEqualTo(counted.services() + counted.models() + counted.tools() + counted.rewards());
    assertLedger(fulgurite.ledger(), counted.total());
    assertKinds(fulgurite, counted);
    assertThat(meanReward(fulgurite.sessions())).isEqualTo(counted.accuracy());
    assertThat(fulgurite.run("sessions").succeeded().out())
        .contains("mean reward " + counted.accuracy());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void standardError_hasTwoLines_andNoneWhenQuiet(Jdk jdk) throws Exception {
    Run run = Child.underAgent(folder, jdk, "--limit", "2").run().succeeded();

    assertThat(run.errLines()).hasSize(2).allMatch(line -> line.startsWith("[fulgurite] "));
    assertThat(run.errLines().get(0)).contains(folder.resolve(".fulgurite").toString());

    Run quiet =
        Child.underAgent(folder, jdk, "--limit", "2")
            .withOption("-Dfulgurite.quiet=true")
            .run()
            .succeeded();

    assertThat(quiet.err()).isEmpty();
    assertThat(quiet.outLines()).hasSameSizeAs(run.outLines());
  }

  @Test
  void aFailingTool_isAnErrorOfItsSession() throws Exception {
    Child.underAgent(folder, Jdk.RUNNING).run().succeeded();
    CommandLine fulgurite = new CommandLine(folder);

    List<JsonNode> failed = fulgurite.spans("--kind", "tool", "--errors");

    assertThat(failed).isNotEmpty();
    assertThat(failed)
        .allSatisfy(span -> assertThat(span.at("/attributes/error.type").asText()).isNotEmpty());
    assertThat(fulgurite.sessions().stream().filter(s -> s.get("errors").asInt() > 0)).isNotEmpty();
  }

  @Test
  void aTrace_isShownAsATree() throws Exception {
    Child.underAgent(folder, Jdk.RUNNING, "--limit", "1").run().succeeded();
    CommandLine fulgurite = new CommandLine(folder);
    String session = fulgurite.sessions().get(0).get("session_id").asText();

    String tree = fulgurite.run("show", session).succeeded().out();

    assertThat(tree).contains("invoke_agent MathAgent", "chat ", "execute_tool ", "reward");
    assertThat(tree.indexOf("invoke_agent")).isLessThan(tree.indexOf("chat "));
  }

  @Test
  void withoutTheAgent_nothingOfOursIsLoadedButTheApi() throws Exception {
    Run run =
        Child.java(folder, Jdk.RUNNING, "-Xlog:class+load:file=classes.txt")
            .with("-jar", Products.MATH_AGENT.toString())
            .run()
            .succeeded();
    Counted.in(run);

    assertThat(run.err()).isEmpty();
    assertThat(folder.resolve(".fulgurite")).doesNotExist();
    try (Stream<String> lines = Files.lines(folder.resolve("classes.txt"))) {
      List<String> ours = lines.filter(line -> line.contains(" dev.fulgurite.")).toList();
      assertThat(ours).isNotEmpty();
      assertThat(ours)
          .allMatch(l -> l.contains(" dev.fulgurite.api.") || l.contains(" dev.fulgurite.example"));
    }
  }

  private static void assertLedger(List<JsonNode> ledger, int total) {
    assertThat(ledger).hasSize(1);
    JsonNode row = ledger.get(0);
    assertThat(row.get("emitted").asInt()).isEqualTo(total);
    assertThat(row.get("delivered").asInt()).isEqualTo(total);
    for (String column : List.of("sampled_out", "dropped", "failed", "in_flight")) {
      assertThat(row.get(column).asInt()).as(column).isZero();
    }
  }

  private static void assertKinds(CommandLine fulgurite, Counted counted)
      throws InterruptedException {
    assertThat(fulgurite.spans("--kind", "agent")).hasSize(counted.services());
    assertThat(fulgurite.spans("--kind", "llm")).hasSize(counted.models());
    assertThat(fulgurite.spans("--kind", "tool")).hasSize(counted.tools());
    assertThat(fulgurite.spans("--kind", "reward")).hasSize(counted.rewards());
    assertThat(fulgurite.sessions()).hasSize(counted.questions());
  }

  static double meanReward(List<JsonNode> sessions) {
    double sum = sessions.stream().mapToDouble(s -> s.get("reward").asDouble()).sum();
    return sum / sessions.size();
  }
}
