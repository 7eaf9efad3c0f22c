package app;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** An agent of a system. */
public interface Writer {
  @UserMessage("Write about {{topic}}.")
  @Agent(name = "writer", description = "Writes a story")
  String write(@V("topic") String topic);
}
