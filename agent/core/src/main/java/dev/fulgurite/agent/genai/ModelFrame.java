package dev.fulgurite.agent.genai;

import java.util.Map;

/** A model's method that is running on this thread. One call is one span, however many these. */
public interface ModelFrame {
  /**
   * Another one begins inside it.
   *
   * @param attributes of the inner one
   * @return true if it has no span of its own, since the open one is its span
   */
  boolean absorb(Map<String, Object> attributes);
}
