package dev.fulgurite.cli.doctor;

import java.util.Map;

/** What to do about spans that were lost. */
final class LossRemedy {
  /** The bus loses nothing on the way to a store, but what a handler was not there for. */
  static final String HANDLER =
      "see which handler throws or is slow, the program's log names it; SubscriptionOptions sets its"
          + " queue and its policy";

  private static final Map<String, String> BY_REASON =
      Map.of(
          "shutdown", "raise fulgurite.shutdown.timeout",
          "after_shutdown", "end what records before the program exits",
          "timeout", "raise fulgurite.export.timeout, or see to the destination",
          "rejected", "read them in the file beside the store that ends in .quarantine.jsonl",
          "store_error", "see that the store's disk has room; the program's log says more",
          "store_unavailable", "see the store's path and permissions: fulgurite.store");

  /** For the reason that lost the most, else {@code common}. */
  static String of(Map<String, Long> byReason, String common) {
    return byReason.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(worst -> BY_REASON.getOrDefault(worst.getKey(), common))
        .orElse(common);
  }

  private LossRemedy() {}
}
