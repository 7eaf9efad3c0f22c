package dev.fulgurite.exporter.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.api.Emitter;
import io.opentelemetry.api.OpenTelemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {
  @Test
  void event_isOneLineOfJson_withItsId() {
    Step step =
        new Step(
            "0a1b2c3d",
            7,
            "s-1",
            StepKind.TOOL_CALL,
            "two\nlines \"quoted\" é",
            Map.of("list", List.of(1L, 2.5)),
            Instant.parse("2026-11-21T09:00:00Z"));

    assertThat(ServerSentEvents.of(step))
        .isEqualTo(
            """
            id: 0a1b2c3d-7
            data: {"id":"0a1b2c3d-7","session":"s-1","kind":"tool_call","content":"two\\nlines \\"quoted\\" é","attributes":{"list":[1,2.5]},"time":"2026-11-21T09:00:00Z","sequence":7}

            """);
  }

  @Test
  void write_givesAllSteps_untilTheEnd() throws Exception {
    SessionStream stream = stream();
    stream.thinking("one");
    stream.complete();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ServerSentEvents.write(stream.open(), out, Duration.ofHours(1));

    assertThat(out.toString(UTF_8))
        .startsWith(":\n\nid: ")
        .containsPattern("\"kind\":\"end\".*\n\n$");
    assertThat(out.toString(UTF_8).split("\n\n")).hasSize(3);
  }

  @Test
  void write_findsOutThatNobodyListens_whileThereIsNoStep() {
    OutputStream gone =
        new OutputStream() {
          private int writes;

          @Override
          public void write(int b) throws IOException {
            throw new IOException("gone");
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            if (writes++ > 2) {
              throw new IOException("gone");
            }
          }
        };

    assertThatThrownBy(() -> ServerSentEvents.write(stream().open(), gone, Duration.ofMillis(1)))
        .hasMessage("gone");
  }

  private static SessionStream stream() {
    return SessionStream.builder("s-1").setEmitter(Emitter.create(OpenTelemetry.noop())).build();
  }
}
