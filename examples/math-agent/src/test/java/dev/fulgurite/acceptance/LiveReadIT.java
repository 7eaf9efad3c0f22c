package dev.fulgurite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second process asks while the first one writes. */
class LiveReadIT {
  @TempDir private Path folder;

  @Test
  void sessions_grow_whileTheAgentWrites() throws Exception {
    Path questions = GeneratedDataset.write(folder.resolve("questions.jsonl"), 20_000);
    CommandLine fulgurite = new CommandLine(folder);
    try (Child child =
        Child.underAgent(folder, Jdk.RUNNING, "--dataset", questions.toString()).start()) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> Files.exists(folder.resolve(".fulgurite/fulgurite.db")));
      await().atMost(Duration.ofMinutes(1)).until(() -> fulgurite.run("sessions").exitCode() == 0);

      long first = spans(fulgurite);
      await().atMost(Duration.ofMinutes(1)).until(() -> spans(fulgurite) > first);

      assertThat(child.isAlive()).as("still writing").isTrue();
    }
  }

  private static long spans(CommandLine fulgurite) throws InterruptedException {
    return fulgurite.sessions().stream().mapToLong(s -> s.get("spans").asLong()).sum();
  }
}
