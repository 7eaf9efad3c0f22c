package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.server.ModelServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** openai-java under the packaged agent, its oldest and its newest version. */
class OpenAiIT {
  @TempDir Path folder;
  private final ModelServer server = ModelServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai-oldest", "openai-newest"})
  void program_asksTheModel(String app) {
    Run run = App.named(app, folder).runWithoutAgent("OpenAiApp", server.url());

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.out()).containsExactly("You said: Hello");
    assertThat(server.requests()).hasSize(1);
  }
}
