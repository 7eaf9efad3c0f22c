package dev.fulgurite.exporter.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitLimitTest {
  private final SplitLimit limit = new SplitLimit();
  private int sent;

  @Test
  void search_findsEveryBadSpan_whenThereAreSome() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Set<Integer> bad = new HashSet<>();
      for (int i = random.nextInt(60); i > 0; i--) {
        bad.add(random.nextInt(512));
      }

      assertThat(search(512, bad)).as("seed %d", seed).isEqualTo(bad.size());
    }
  }

  @Test
  void search_isGivenUp_whenEverythingIsRefused() {
    Set<Integer> all = new HashSet<>();
    for (int i = 0; i < 512; i++) {
      all.add(i);
    }
    search(512, all);
    assertThat(sent).isBetween(128, 140);
    sent = 0;
    search(512, all);
    assertThat(sent).isBetween(16, 30);

    assertThat(search(512, Set.of(7))).as("when it accepts again").isOne();
    assertThat(search(512, Set.of(500))).isOne();
  }

  /** Returns how many spans are left out in the end. */
  private int search(int spans, Set<Integer> bad) {
    ArrayDeque<int[]> parts = new ArrayDeque<>();
    parts.add(new int[] {0, spans});
    int refused = 0;
    int lost = 0;
    while (!parts.isEmpty()) {
      int[] part = parts.removeFirst();
      sent++;
      if (bad.stream().noneMatch(i -> i >= part[0] && i < part[1])) {
        limit.accepted();
      } else if (limit.rejected(++refused) && part[1] - part[0] > 1) {
        int middle = (part[0] + part[1]) / 2;
        parts.addFirst(new int[] {middle, part[1]});
        parts.addFirst(new int[] {part[0], middle});
      } else {
        lost += part[1] - part[0];
      }
    }
    return lost;
  }
}
