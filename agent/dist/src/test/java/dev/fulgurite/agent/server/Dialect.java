package dev.fulgurite.agent.server;

import com.fasterxml.jackson.databind.JsonNode;

/** How one provider asks and answers. Stateless. */
public interface Dialect {
  /** Whether requests to {@code path} are in this dialect. */
  boolean serves(String path);

  /** What is asked for. */
  Question question(String path, JsonNode request);

  Reply answer(String path, JsonNode request, Question question);

  /** The body of an error. */
  default String error(String message) {
    return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"test_error\",\"code\":null}}";
  }
}
