package dev.fulgurite.cli.doctor;

/**
 * When delivery deserves somebody's attention, in percent: the one place that says so. {@code
 * docs/delivery.md} shows this table.
 */
enum Threshold {
  QUEUE(
      "queue",
      "the fullest that the queue was when a batch was taken, by count or by bytes",
      70,
      90,
      "raise fulgurite.queue.max-size or fulgurite.queue.max-bytes, or see why the destination is"
          + " slow"),
  DROPS(
      "drops",
      "`dropped` of `emitted`",
      1,
      5,
      "raise fulgurite.queue.max-size or fulgurite.queue.block-timeout, or choose another"
          + " fulgurite.queue.overflow-policy"),
  FAILURES(
      "failures",
      "`failed` of `emitted`",
      1,
      5,
      "see to the destination: the ledger names the reasons"),
  RETRIES(
      "retries",
      "`retries` of `batches`",
      5,
      10,
      "see to the destination: it fails, or answers after fulgurite.export.timeout");

  private final String word;
  private final String meaning;
  private final int warn;
  private final int critical;
  private final String remedy;

  Threshold(String word, String meaning, int warn, int critical, String remedy) {
    this.word = word;
    this.meaning = meaning;
    this.warn = warn;
    this.critical = critical;
    this.remedy = remedy;
  }

  double percent(ProcessLedger ledger) {
    return switch (this) {
      case QUEUE -> ledger.action("queue_peak_percent");
      case DROPS -> percent(ledger.counts().dropped(), ledger.counts().emitted());
      case FAILURES -> percent(ledger.counts().failed(), ledger.counts().emitted());
      case RETRIES -> percent(ledger.action("retries"), ledger.action("batches"));
    };
  }

  Finding.Level level(double percent) {
    if (percent > critical) {
      return Finding.Level.FAIL;
    }
    return percent > warn ? Finding.Level.WARN : Finding.Level.OK;
  }

  String remedy() {
    return remedy;
  }

  /** A line of the page's table. */
  String line() {
    return "| %s | %s | above %d %% | above %d %% | %s |"
        .formatted(word, meaning, warn, critical, remedy);
  }

  private static double percent(long part, long whole) {
    return 100.0 * part / Math.max(1, whole);
  }
}
