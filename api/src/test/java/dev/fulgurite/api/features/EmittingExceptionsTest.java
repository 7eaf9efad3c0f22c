package dev.fulgurite.api.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.SpanRecorder;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How to record an exception that the program has dealt with. */
class EmittingExceptionsTest {
  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();
  private final Emitter emitter = recorder.emitter();

  @Test
  @Tag("seed:001.exception")
  @Tag("seed:001.exception.attributes")
  void exception_isAttributesOfASpanThatIsOk() {
    emitter.exception(new IllegalStateException("tool is down"), Map.of("tool", "calculator"));

    assertThat(recorder.only().getName()).isEqualTo("agentlightning.exception");
    assertThat(recorder.only().getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
    assertThat(recorder.only().getEvents()).isEmpty();
    assertThat(recorder.attributes())
        .containsEntry("exception.type", "java.lang.IllegalStateException")
        .containsEntry("exception.message", "tool is down")
        .containsEntry("exception.escaped", true)
        .containsEntry("tool", "calculator");
    assertThat((String) recorder.attributes().get("exception.stacktrace"))
        .startsWith("java.lang.IllegalStateException: tool is down")
        .contains("EmittingExceptionsTest");
  }

  @Test
  void exception_withoutMessage_hasAnEmptyOne() {
    emitter.exception(new NullPointerException());

    assertThat(recorder.attributes()).containsEntry("exception.message", "");
  }

  @Test
  void exception_whoseOwnCodeThrows_isRecordedAllTheSame() {
    emitter.exception(new Broken());

    assertThat(recorder.attributes()).containsEntry("exception.type", Broken.class.getName());
    assertThat((String) recorder.attributes().get("exception.message"))
        .contains("java.lang.UnsupportedOperationException");
    assertThat((String) recorder.attributes().get("exception.stacktrace"))
        .contains("EmittingExceptionsTest");
  }

  @Test
  void exception_thatDoesNotEvenTellItsStack_isRecordedAllTheSame() {
    emitter.exception(new Mute());

    assertThat(recorder.attributes()).containsEntry("exception.stacktrace", Mute.class.getName());
  }

  @Test
  void exception_refusesNull() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> emitter.exception(null))
        .withMessage("exception must not be null");
  }

  private static final class Mute extends Broken {
    @Override
    public StackTraceElement[] getStackTrace() {
      throw new UnsupportedOperationException();
    }
  }

  private static class Broken extends RuntimeException {
    @Override
    public String getMessage() {
      throw new UnsupportedOperationException();
    }
  }
}
