package app;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;

/** What is another in each version. */
final class Sdk {
  static McpJsonMapper mapper() {
    return McpJsonDefaults.getMapper();
  }

  private Sdk() {}
}
