package dev.fulgurite.agent.server;

import java.util.ArrayList;
import java.util.List;

/**
 * A body as a whole, or as server-sent events.
 *
 * @param chunks written and flushed one by one
 */
public record Reply(String contentType, List<String> chunks) {
  public static Reply json(Object body) {
    return new Reply("application/json", List.of(String.valueOf(body)));
  }

  public static Events events() {
    return new Events();
  }

  boolean isStream() {
    return contentType.equals("text/event-stream");
  }

  /** Collects server-sent events. */
  public static final class Events {
    private final List<String> chunks = new ArrayList<>();

    /** An event without a name. */
    public Events data(Object data) {
      chunks.add("data: " + data + "\n\n");
      return this;
    }

    public Events event(String name, Object data) {
      chunks.add("event: " + name + "\ndata: " + data + "\n\n");
      return this;
    }

    public Reply reply() {
      return new Reply("text/event-stream", List.copyOf(chunks));
    }
  }
}
