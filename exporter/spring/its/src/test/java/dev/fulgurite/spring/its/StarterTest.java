package dev.fulgurite.spring.its;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

class StarterTest {
  @TempDir Path folder;

  @Test
  void context_storesWhatItsSdkRecords_andAccountsForIt() {
    Stored store = store("one");
    try (ConfigurableApplicationContext context = Application.start(store.file())) {
      Span span =
          context.getBean(OpenTelemetry.class).getTracer("app").spanBuilder("work").startSpan();
      try (Scope current = span.makeCurrent()) {
        Emitter.global().reward(0.5);
      } finally {
        span.end();
      }
    }

    assertThat(store.names()).containsExactlyInAnyOrder("work", "agentlightning.annotation");
    assertThat(store.spans())
        .extracting(StoredSpan::traceId)
        .containsOnly(store.spans().get(0).traceId());
    assertExact(store, 2);
  }

  @Test
  void staticEmits_areKept_fromTheFirstBeanToTheLast() {
    Stored store = store("all");
    Application.start(store.file(), Talkative.class).close();

    assertThat(store.messages()).containsExactly("made", "destroyed");
    assertExact(store, 2);
  }

  @Test
  void settings_areSprings_whichKnowsMoreThanTheProcess() {
    Stored wrong = store("wrong");
    Stored right = store("right");
    System.setProperty("fulgurite.store", "sqlite:" + wrong.file());
    try (ConfigurableApplicationContext context =
        Application.start(wrong.file(), "--fulgurite.store=sqlite:" + right.file())) {
      Emitter.global().message("hello");
    } finally {
      System.clearProperty("fulgurite.store");
    }

    assertThat(right.messages()).containsExactly("hello");
    assertThat(wrong.file()).doesNotExist();
  }

  @Test
  void settings_areBoundRelaxedly() {
    Stored store = store("relaxed");
    try (ConfigurableApplicationContext context =
        Application.start(store.file(), "--fulgurite.sampleRate=0.0")) {
      Emitter.global().message("sampled out");
      Emitter.global().reward(1);
    }

    assertThat(store.names()).containsExactly("agentlightning.annotation");
  }

  @Test
  void storeNone_leavesTheSdkAlone_butStaticEmitsReachIt() {
    Path file = folder.resolve("none.db");
    try (ConfigurableApplicationContext context =
        Application.start(file, "--fulgurite.store=none")) {
      assertThat(Emitter.global().message("hello").isValid()).isTrue();
      assertThat(context.getBean(OpenTelemetry.class).toString())
          .doesNotContain("StorePipeline")
          .doesNotContain("PrioritySampler");
    }

    assertThat(file).doesNotExist();
  }

  @Test
  void rewards_areKept_whereTheSamplerDropsAll() {
    Stored store = store("sampled");
    try (ConfigurableApplicationContext context =
        Application.start(
            store.file(),
            "--management.tracing.sampling.probability=0.0",
            "--otel.traces.sampler=always_off")) {
      Emitter.global().message("dropped");
      Emitter.global().reward(1);
    }

    assertThat(store.names()).containsExactly("agentlightning.annotation");
  }

  @Test
  void contexts_followEachOther_andNest() {
    Stored outer = store("outer");
    Stored inner = store("inner");
    try (ConfigurableApplicationContext first = Application.start(outer.file())) {
      Emitter.global().message("before");
      try (ConfigurableApplicationContext second = Application.start(inner.file())) {
        Emitter.global().message("inside");
      }
      Emitter.global().message("after");
    }
    assertThat(Emitter.global().message("nobody listens").isValid()).isFalse();
    Stored next = store("next");
    try (ConfigurableApplicationContext third = Application.start(next.file())) {
      Emitter.global().message("again");
    }

    assertThat(outer.messages()).containsExactly("before", "after");
    assertThat(inner.messages()).containsExactly("inside");
    assertThat(next.messages()).containsExactly("again");
    assertExact(outer, 2);
    assertExact(inner, 1);
    assertExact(next, 1);
  }

  @Test
  void sdkBuiltWithoutUs_isSaid() throws IOException {
    Path log = folder.resolve("application.log");
    Application.start(folder.resolve("unused.db"), HandMade.class, "--logging.file.name=" + log)
        .close();
    assertThat(Files.readString(log)).contains("spans are not stored");
  }

  @Test
  void log_isQuiet_whereAllIsWell() throws IOException {
    Path log = folder.resolve("application.log");
    try (ConfigurableApplicationContext context =
        Application.start(folder.resolve("used.db"), "--logging.file.name=" + log)) {
      Emitter.global().message("hello");
    }

    assertThat(Files.readString(log)).isNotEmpty().doesNotContain("WARN").doesNotContain("ERROR");
  }

  private Stored store(String name) {
    return new Stored(folder.resolve(name + ".db"));
  }

  private static void assertExact(Stored store, long emitted) {
    assertThat(store.ledger())
        .singleElement()
        .satisfies(
            row -> {
              LedgerSnapshot counts = row.counts();
              assertThat(row.closed()).isTrue();
              assertThat(counts.emitted()).isEqualTo(emitted);
              assertThat(counts.delivered()).isEqualTo(emitted);
            });
  }

  /** Speaks while Spring makes it and while Spring destroys it, and asks for nobody. */
  static class Talkative {
    @Bean
    DisposableBean speaker() {
      Emitter.global().message("made");
      return () -> Emitter.global().message("destroyed");
    }
  }

  static class HandMade {
    @Bean
    OpenTelemetry openTelemetry() {
      return OpenTelemetrySdk.builder().build();
    }
  }
}
