package app;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** Another agent of a system. */
public interface Editor {
  @UserMessage("Shorten: {{topic}}.")
  @Agent(name = "editor", description = "Shortens a story")
  String edit(@V("topic") String topic);
}
