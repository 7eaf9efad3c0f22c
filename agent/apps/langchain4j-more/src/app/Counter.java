package app;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.V;

/** An agent that is no AI. */
public final class Counter {
  @Agent(name = "counter", description = "Counts letters", outputKey = "length")
  public int count(@V("topic") String topic) {
    if (topic.isEmpty()) {
      throw new IllegalArgumentException("no topic");
    }
    return topic.length();
  }
}
