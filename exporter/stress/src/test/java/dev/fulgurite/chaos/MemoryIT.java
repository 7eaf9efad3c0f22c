package dev.fulgurite.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bound by bytes, on a heap that has hardly room for more. */
class MemoryIT {
  private static final long BOUND = 64L << 20;
  private static final String HEAP = "-Xmx104m";
  private static final int SPANS = Scale.of(2_000, 20_000);

  @Test
  @Tag("seed:001.fault.leak")
  @Tag("seed:001.memory-threshold")
  void heap_staysWithinTheBoundAndAFifth_whenSpansAreLarge() throws Exception {
    Map<String, Long> said = new ConcurrentHashMap<>();
    try (Child child =
        Child.start(
            List.of(HEAP, "-XX:+UseSerialGC"),
            line -> said.put(line.split(" ")[0], Long.valueOf(line.split(" ")[1])),
            HeavyProgram.class,
            String.valueOf(BOUND),
            String.valueOf(SPANS))) {
      assertThat(child.awaitEnd()).isZero();
    }
    System.out.printf(
        "memory: %d spans of 100 KB, bound %d MB, %s: %d MB live, %d spans held, %d dropped%n",
        SPANS, BOUND >> 20, HEAP, said.get("LIVE") >> 20, said.get("HELD"), said.get("DROPPED"));
    assertThat(said.get("LIVE")).isBetween(BOUND / 2, BOUND + BOUND / 5);
    assertThat(said.get("HELD") + said.get("DROPPED")).isEqualTo(SPANS + 1);
  }
}
