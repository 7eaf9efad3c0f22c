package dev.fulgurite.exporter;

/** What happens to a span that finds the queue full. Whatever happens is counted. */
public enum OverflowPolicy {
  /** The emitter waits, at most the block timeout; then the span is dropped. */
  BLOCK,
  /** The oldest span of the ordinary lane goes. */
  DROP_OLDEST,
  /** This span goes. */
  DROP_NEWEST,
  /** Dropped, and thrown to a caller that can receive it; on the span path logged once. */
  RAISE
}
