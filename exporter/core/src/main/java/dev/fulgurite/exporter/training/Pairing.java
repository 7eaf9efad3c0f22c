package dev.fulgurite.exporter.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Pairs the calls of one input: the best with the worst, the second best with the second worst, and
 * so on while rewards and answers differ. Each call is in one pair at most.
 */
final class Pairing {
  record Pair(Candidate chosen, Candidate rejected) {}

  private final List<Pair> pairs = new ArrayList<>();
  private final ExportReport.Counter counter;

  Pairing(ExportReport.Counter counter) {
    this.counter = counter;
  }

  /** The pairs of {@code calls}; what is in none is counted. */
  static List<Pair> of(List<Candidate> calls, ExportReport.Counter counter) {
    Pairing pairing = new Pairing(counter);
    if (calls.size() == 1) {
      counter.leaveOut("that no other attempt made with this input", 1);
    } else {
      pairing.pair(calls);
    }
    return pairing.pairs;
  }

  private void pair(List<Candidate> calls) {
    List<Candidate> sorted = new ArrayList<>(calls);
    sorted.sort(Comparator.comparingDouble(Candidate::reward).reversed());
    int best = 0;
    int worst = sorted.size() - 1;
    while (sorted.get(best).reward() > sorted.get(worst).reward()) {
      if (sorted.get(best).answer().equals(sorted.get(worst).answer())) {
        counter.leaveOut("that answered as the better one did", 1);
      } else {
        pairs.add(new Pair(sorted.get(best++), sorted.get(worst)));
      }
      worst--;
    }
    counter.leaveOut("without another of a different reward", Math.max(0, worst - best + 1L));
  }
}
