package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.testkit.SampleSpan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HugeRewardsTest {
  @TempDir Path folder;

  @Test
  void stats_hasNoTextForANumber_whereASumIsBeyondDoubles() {
    String store = "sqlite:" + folder.resolve("huge.db");
    try (SpanStore open = Story.open(store)) {
      open.append(List.of(SampleSpan.of(1).session("a").reward(1e308).build()), null);
      open.append(List.of(SampleSpan.of(2).session("b").reward(1e308).build()), null);
    }

    Cli cli = Cli.run("stats", "--by", "day", "--json", "--store", store);

    assertThat(cli.out()).contains("\"rewards\":2").doesNotContain("Infinity");
  }
}
