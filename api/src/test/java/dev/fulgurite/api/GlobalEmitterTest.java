package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GlobalEmitterTest {
  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();

  @BeforeEach
  @AfterEach
  void resetGlobal() {
    GlobalOpenTelemetry.resetForTest();
  }

  @Test
  void find_givesNull_whileNothingIsSet() {
    assertThat(GlobalLookup.find()).isNull();
  }

  @Test
  void find_givesNull_whenTheGlobalIsTheNoop() {
    GlobalOpenTelemetry.set(OpenTelemetry.noop());

    assertThat(Emitter.global().message("hi").isValid()).isFalse();
  }

  @Test
  void global_doesNotFixTheGlobal() {
    assertThat(Emitter.global().message("too early").isValid()).isFalse();

    GlobalOpenTelemetry.set(recorder.openTelemetry());

    assertThat(Emitter.global().message("now").isValid()).isTrue();
    assertThat(SpanReaders.message(recorder.onlyView())).contains("now");
  }

  @Test
  void global_followsTheGlobal_whenItIsReplaced() {
    try (var other = new CloseableRecorder()) {
      GlobalOpenTelemetry.set(other.recorder.openTelemetry());
      Emitter.global().message("first");
      GlobalOpenTelemetry.resetForTest();
      GlobalOpenTelemetry.set(recorder.openTelemetry());
      Emitter.global().message("second");

      assertThat(SpanReaders.message(other.recorder.onlyView())).contains("first");
      assertThat(SpanReaders.message(recorder.onlyView())).contains("second");
    }
  }

  @Test
  void install_winsOverTheGlobal_untilItIsUninstalled() {
    try (var global = new CloseableRecorder()) {
      GlobalOpenTelemetry.set(global.recorder.openTelemetry());
      Emitter.install(recorder.openTelemetry());
      Emitter.global().message("bean");
      Emitter.uninstall(OpenTelemetry.noop());
      Emitter.global().message("bean still");
      Emitter.uninstall(recorder.openTelemetry());
      Emitter.global().message("global");

      assertThat(recorder.views())
          .extracting(span -> SpanReaders.message(span).orElseThrow())
          .containsExactly("bean", "bean still");
      assertThat(SpanReaders.message(global.recorder.onlyView())).contains("global");
    }
  }

  @Test
  void install_refusesNull() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Emitter.install(null))
        .withMessage("openTelemetry must not be null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Emitter.create(null))
        .withMessage("openTelemetry must not be null");
  }

  private static final class CloseableRecorder implements AutoCloseable {
    final SpanRecorder recorder = new SpanRecorder();

    @Override
    public void close() {
      recorder.openTelemetry().close();
    }
  }
}
