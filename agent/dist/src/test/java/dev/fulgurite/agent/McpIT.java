package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The MCP Java SDK under the packaged agent: a client, and servers in other JVMs and in its own.
 */
class McpIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mcp-oldest", "mcp-newest"})
  void clientAndServers_areInOneStore(String app) {
    Run run = App.named(app, folder).runsAlike("McpApp", "stdio");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.tree().unordered().toString())
        .isEqualTo(
            """
            prompts/get greet CLIENT
              prompts/get greet SERVER
            prompts/get unknown CLIENT ERROR
              prompts/get unknown SERVER ERROR
            resources/read CLIENT
              resources/read SERVER
            tools/call add CLIENT
              tools/call add SERVER
            tools/call meta CLIENT
              tools/call meta SERVER
            tools/call meta CLIENT
              tools/call meta SERVER
            tools/call refuse CLIENT ERROR
              tools/call refuse SERVER ERROR
            tools/call relay CLIENT
              tools/call relay SERVER
                tools/call add CLIENT
                  tools/call add SERVER
            tools/list CLIENT
              tools/list SERVER
            """);
    assertContent(run.spans());
  }

  private static void assertContent(List<StoredSpan> spans) {
    assertThat(spans)
        .filteredOn(span -> span.name().equals("tools/call add"))
        .hasSize(4)
        .allSatisfy(
            span -> {
              assertThat(span.string("mcp.method.name")).isEqualTo("tools/call");
              assertThat(span.string(GenAi.TOOL_NAME)).isEqualTo("add");
              assertThat(span.string(GenAi.TOOL_CALL_ARGUMENTS)).contains("\"b\":3");
              assertThat(span.string(GenAi.TOOL_CALL_RESULT)).isIn("5", "8");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "mcp-oldest, streamable",
    "mcp-newest, streamable",
    "mcp-oldest, stateless",
    "mcp-newest, stateless"
  })
  void clientAndServer_areInOneJvm(String app, String how) {
    Run run = App.named(app, folder).runsAlike("McpApp", how);

    assertThat(run.tree().unordered().toString())
        .isEqualTo(
            """
            tools/call add CLIENT
              tools/call add SERVER
            """);
  }
}
