package app;

import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** A tool without a context. */
final class Shout implements ToolCallback {
  @Override
  public ToolDefinition getToolDefinition() {
    return ToolDefinition.builder()
        .name("shout")
        .description("Shouts")
        .inputSchema("{\"type\":\"object\",\"properties\":{}}")
        .build();
  }

  @Override
  public String call(String input) {
    return "HEY";
  }
}
