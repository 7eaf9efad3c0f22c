package dev.fulgurite.agent.boundary;

/** Where the agent takes copies of spans that live in other pipelines. Thread-safe. */
public interface SpanTap {
  /** Whether anybody wants them. */
  boolean isOn();

  /** Keeps a copy. Never throws; waits only as the store's overflow policy says. */
  void ended(EndedSpan span);
}
