package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.server.ModelServer;
import dev.fulgurite.api.semconv.GenAi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret in a prompt, a tool's argument and its result: in the store, unless it is redacted. */
class CanaryIT {
  private static final String SECRET = "zebra-7713";

  @TempDir Path folder;
  private final ModelServer server = ModelServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-oldest", "openai-newest"})
  void secret_isInTheStore_withoutRedaction(String app) {
    Run run = canary(app).run("OpenAiApp", server.url(), "canary");

    assertThat(run.stdout()).doesNotContain(SECRET).contains("canary: ");
    assertThat(run.stderr()).doesNotContain(SECRET);
    assertThat(run.spans()).hasSize(2);
    assertThat(run.spans().get(0).string(GenAi.INPUT_MESSAGES)).contains(SECRET);
    assertThat(run.spans().get(0).string(GenAi.OUTPUT_MESSAGES))
        .contains("\"arguments\":{\"a\":\"" + SECRET + "\"");
    assertThat(run.spans().get(1).string(GenAi.INPUT_MESSAGES))
        .contains("\"response\":\"" + SECRET + "\"");
    assertThat(run.spans().get(1).string(GenAi.OUTPUT_MESSAGES)).contains(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-oldest", "openai-newest"})
  void secret_isInNoFile_withRedaction(String app) throws IOException {
    Run run =
        canary(app)
            .options("-Dfulgurite.redact.patterns=zebra-[0-9]+")
            .run("OpenAiApp", server.url(), "canary");

    assertThat(run.spans()).hasSize(2);
    assertThat(run.spans().toString()).doesNotContain(SECRET).contains("[redacted:pattern]");
    for (Path file : filesOf(run)) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(SECRET);
    }
  }

  private App canary(String app) {
    return App.named(app, folder).options("-Dcanary=" + SECRET);
  }

  private static List<Path> filesOf(Run run) throws IOException {
    try (Stream<Path> files = Files.walk(run.store().getParent())) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).contains(run.store());
      return all;
    }
  }
}
