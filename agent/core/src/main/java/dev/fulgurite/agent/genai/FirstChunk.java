package dev.fulgurite.agent.genai;

import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.api.semconv.GenAi;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Measures how long a stream's first piece takes, from its own making on. Thread-safe. */
public final class FirstChunk {
  private static final double NANOS_PER_SECOND = 1e9;

  private final HookSpan span;
  private final long startedNanos = System.nanoTime();
  private final AtomicBoolean arrived = new AtomicBoolean();

  public FirstChunk(HookSpan span) {
    this.span = span;
  }

  /** Call it for every piece; the first one is noted on the span. */
  public void arrived() {
    if (arrived.compareAndSet(false, true)) {
      double seconds = (System.nanoTime() - startedNanos) / NANOS_PER_SECOND;
      span.set(Map.of(GenAi.RESPONSE_TIME_TO_FIRST_CHUNK, seconds));
    }
  }
}
