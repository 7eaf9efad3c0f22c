package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.server.ModelServer;
import dev.fulgurite.api.semconv.GenAi;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** anthropic-java under the packaged agent: hooks before 3.0, the SDK's own spans since. */
class AnthropicIT {
  private static final String[] EVERY_WAY = {
    "messages",
    "messages-streaming",
    "messages-async",
    "messages-async-streaming",
    "beta",
    "beta-streaming",
    "beta-async",
    "beta-async-streaming",
    "error",
    "closed"
  };

  private static final String HOOKED =
      """
      chat claude CLIENT gen_ai.response.finish_reasons=[end_turn]
      chat claude CLIENT gen_ai.request.stream=true gen_ai.response.finish_reasons=[end_turn]
      chat claude CLIENT gen_ai.response.finish_reasons=[end_turn]
      chat claude CLIENT gen_ai.request.stream=true gen_ai.response.finish_reasons=[end_turn]
      chat claude CLIENT gen_ai.response.finish_reasons=[end_turn]
      chat claude CLIENT gen_ai.request.stream=true gen_ai.response.finish_reasons=[end_turn]
      chat claude CLIENT gen_ai.response.finish_reasons=[end_turn]
      chat claude CLIENT gen_ai.request.stream=true gen_ai.response.finish_reasons=[end_turn]
      chat claude CLIENT ERROR error.type=com.anthropic.errors.BadRequestException
      chat claude CLIENT gen_ai.request.stream=true
      """;

  @TempDir Path folder;
  private final ModelServer server = ModelServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void oldest_isHooked_andTheProgramRunsAlike() {
    Run run = App.named("anthropic-oldest", folder).runsAlike("AnthropicApp", arguments(EVERY_WAY));

    assertThat(shown(run)).isEqualTo(HOOKED);
    assertThat(run.spans().subList(0, 8))
        .extracting(span -> span.string(GenAi.OUTPUT_MESSAGES))
        .containsOnly(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\","
                + "\"content\":\"You said: Hello\"}],\"finish_reason\":\"stop\"}]");
    assertThat(run.spans().get(9).string(GenAi.OUTPUT_MESSAGES)).contains("\"You \"");
    assertThat(run.spans().get(0).string(GenAi.SYSTEM_INSTRUCTIONS)).contains("Be brief.");
    assertThat(run.spans().get(0).number(GenAi.USAGE_INPUT_TOKENS)).isEqualTo(14);
  }

  @Test
  void newest_opensItsOwnSpans_andTheyAreTheOnes() {
    Run run = App.named("anthropic-newest", folder).runsAlike("AnthropicApp", arguments(EVERY_WAY));

    assertThat(shown(run))
        .isEqualTo(
            """
            anthropic.messages.create CLIENT OK
            anthropic.messages.create CLIENT OK gen_ai.request.stream=true
            anthropic.messages.create CLIENT OK
            anthropic.messages.create CLIENT OK gen_ai.request.stream=true
            anthropic.messages.create CLIENT OK
            anthropic.messages.create CLIENT OK gen_ai.request.stream=true
            anthropic.messages.create CLIENT OK
            anthropic.messages.create CLIENT OK gen_ai.request.stream=true
            anthropic.messages.create CLIENT ERROR error.type=test_error
            anthropic.messages.create CLIENT gen_ai.request.stream=true
            """);
  }

  @Test
  void newest_isHooked_whereItsOwnSpansAreOff() {
    Run run =
        App.named("anthropic-newest", folder)
            .options("-Danthropic.openTelemetry=false")
            .runsAlike("AnthropicApp", arguments(EVERY_WAY));

    assertThat(shown(run)).isEqualTo(HOOKED);
  }

  private String[] arguments(String... ways) {
    String[] arguments = new String[ways.length + 1];
    arguments[0] = server.url();
    System.arraycopy(ways, 0, arguments, 1, ways.length);
    return arguments;
  }

  private static String shown(Run run) {
    return run.tree()
        .showing(GenAi.REQUEST_STREAM, GenAi.RESPONSE_FINISH_REASONS, "error.type")
        .toString();
  }
}
