package app;

import io.modelcontextprotocol.json.McpJsonMapper;

/** What is another in each version. */
final class Sdk {
  static McpJsonMapper mapper() {
    return McpJsonMapper.getDefault();
  }

  private Sdk() {}
}
