package dev.fulgurite.exporter;

/** How an exporter may behave. */
enum Behaviour {
  FAST(true),
  SLOW(true),
  FAILING(true),
  THROWING(true),
  MIXED(true),
  BUSY(true),
  REFUSING(true),
  FLAPPING(true),
  POISONED(true),
  LATE(false),
  SILENT(false),
  HANGING(false),
  HANGING_FOR_GOOD(false);

  /** Whether an answer that comes always comes before its timeout could. */
  final boolean answersInTime;

  Behaviour(boolean answersInTime) {
    this.answersInTime = answersInTime;
  }
}
