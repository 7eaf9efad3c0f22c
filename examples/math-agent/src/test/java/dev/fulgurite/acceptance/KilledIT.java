package dev.fulgurite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of a run, ten times on one store. */
class KilledIT {
  private static final int KILLS = 10;

  @TempDir private Path folder;

  @Test
  void acknowledgedSpans_surviveEveryKill() throws Exception {
    Random random = new Random(20261121);
    Path questions = GeneratedDataset.write(folder.resolve("questions.jsonl"), 5_000);
    CommandLine fulgurite = new CommandLine(folder);
    Set<String> acknowledged = new HashSet<>();

    for (int kill = 0; kill < KILLS; kill++) {
      acknowledged.addAll(killAfter(5 + random.nextInt(40), questions));

      Set<String> stored =
          fulgurite.spans().stream()
              .map(s -> s.get("span_id").asText())
              .collect(Collectors.toSet());
      assertThat(stored).as("after kill %d", kill + 1).containsAll(acknowledged);
    }

    int sessions = fulgurite.sessions().size();
    Child.underAgent(folder, Jdk.RUNNING).run().succeeded();
    assertThat(fulgurite.sessions()).hasSizeGreaterThan(sessions);
    assertThat(fulgurite.ledger()).hasSize(KILLS + 1).allSatisfy(KilledIT::addsUp);
    assertThat(fulgurite.ledger())
        .filteredOn(row -> row.get("state").asText().equals("killed"))
        .hasSize(KILLS)
        .allMatch(row -> row.get("in_flight").asLong() == 0);
    System.out.printf("%d kills: %d acknowledged spans, all there%n", KILLS, acknowledged.size());
  }

  private static void addsUp(JsonNode row) {
    long sum =
        Stream.of("sampled_out", "dropped", "delivered", "failed", "lost", "in_flight")
            .mapToLong(column -> row.get(column).asLong())
            .sum();
    assertThat(row.get("emitted").asLong()).as(row.toString()).isPositive().isEqualTo(sum);
  }

  /** The span ids that the killed process had said, after a successful flush, were safe. */
  private Set<String> killAfter(int acknowledgements, Path questions) throws Exception {
    String classPath =
        Products.MATH_AGENT
            + System.getProperty("path.separator")
            + Path.of("target/test-classes").toAbsolutePath();
    try (Child child =
        Child.java(folder, Jdk.RUNNING, "-javaagent:" + Products.AGENT, "-cp", classPath)
            .with("dev.fulgurite.examples.math.KillWitness", "--dataset", questions.toString())
            .start()) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> acknowledged(child).size() >= acknowledgements || !child.isAlive());
      assertThat(child.isAlive()).as("killed in the middle").isTrue();
      child.kill();
      return Set.copyOf(acknowledged(child));
    }
  }

  private static List<String> acknowledged(Child child) {
    return child
        .outSoFar()
        .lines()
        .filter(line -> line.matches("ACK [0-9a-f]{32} [0-9a-f]{16}"))
        .map(line -> line.split(" ")[2])
        .distinct()
        .toList();
  }
}
