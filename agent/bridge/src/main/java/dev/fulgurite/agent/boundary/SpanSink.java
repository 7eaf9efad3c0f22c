package dev.fulgurite.agent.boundary;

/** The agent's pipeline, seen from an application's side. Thread-safe; nothing here throws. */
public interface SpanSink {
  /** Starts a span; the first one starts the pipeline. */
  SinkSpan start(SpanRequest request);

  /** Waits until all that ended is delivered, within the pipeline's own deadline. */
  boolean flush();
}
