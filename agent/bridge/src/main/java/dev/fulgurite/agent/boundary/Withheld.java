package dev.fulgurite.agent.boundary;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one span of another pipeline must not show there: it travels beside the span. The tap finds
 * it on the thread that ends the span, since an SDK tells its processors there. Thread-safe.
 */
public final class Withheld {
  // The bridges of one application are several classes, so their common home is here.
  @SuppressWarnings("ThreadLocalUsage")
  private static final ThreadLocal<@Nullable Withheld> ENDING = new ThreadLocal<>();

  private final String spanId;
  private final Map<String, Attribute> content = new LinkedHashMap<>();
  private boolean taken;

  /**
   * @param spanId of the span it belongs to
   */
  public Withheld(String spanId) {
    this.spanId = spanId;
  }

  public synchronized void add(Attribute attribute) {
    content.put(attribute.key(), attribute);
  }

  /** A copy. */
  public synchronized Map<String, Attribute> content() {
    return new LinkedHashMap<>(content);
  }

  /**
   * Ends the span by {@code end}, and offers what is withheld meanwhile.
   *
   * @return whether a tap took it
   */
  public boolean during(Runnable end) {
    Withheld before = ENDING.get();
    ENDING.set(this);
    try {
      end.run();
    } finally {
      if (before == null) {
        ENDING.remove();
      } else {
        ENDING.set(before);
      }
    }
    synchronized (this) {
      return taken;
    }
  }

  /** What belongs to the span that ends right now on this thread; empty for nothing. */
  public static Map<String, Attribute> take(String spanId) {
    Withheld ending = ENDING.get();
    if (ending == null || !ending.spanId.equals(spanId)) {
      return Map.of();
    }
    synchronized (ending) {
      ending.taken = true;
    }
    return ending.content();
  }
}
