package dev.fulgurite.agent.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One API of a provider: what its requests and answers say. Stateless and thread-safe. */
public interface Api {
  /** The conventions' name of what it does, such as {@code chat}. */
  String operation();

  /** What is known of a call before it is made, and cheaply. */
  Map<String, Object> asked(Object params);

  /** What is known of whom it is asked. */
  Map<String, Object> askedOf(@Nullable Object service);

  /** The rest of what is asked, messages and tools. */
  Map<String, Object> content(Object params);

  /** The conversation it belongs to, if the request names one. */
  default @Nullable String conversation(Object params) {
    return null;
  }

  Answer answer(Object response);

  /** Puts together the answer that a stream brings; belongs to one stream. */
  interface Assembly {
    /** One more event, in order. */
    void add(JsonNode event);

    /** What has come so far. */
    Answer answer();
  }

  /** An API whose answers can be streamed. */
  interface Streaming extends Api {
    Assembly assembly();
  }
}
