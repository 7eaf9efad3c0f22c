package dev.fulgurite.chaos;

/** How a receiver answers. */
enum Mood {
  OK,
  /** 429 with Retry-After. */
  THROTTLED,
  /** 503. */
  UNAVAILABLE,
  /** 400. */
  BAD_REQUEST,
  /** 500. */
  BROKEN,
  /** Bytes that are no HTTP. */
  GARBAGE,
  /** Closes its side of the socket without a word. */
  HALF_CLOSED,
  /** A byte now and then, without end. */
  SLOW_LORIS;

  /** Whether the spans must arrive once the receiver is well again. */
  boolean passes() {
    return this != BAD_REQUEST && this != BROKEN;
  }
}
