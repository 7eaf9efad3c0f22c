package dev.fulgurite.exporter.sqlite;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.ScopeStamper;
import dev.fulgurite.exporter.live.SessionArchive;
import dev.fulgurite.exporter.live.SessionStream;
import dev.fulgurite.exporter.live.SessionStreamBuilder;
import dev.fulgurite.exporter.live.Step;
import dev.fulgurite.exporter.live.StepFeed;
import dev.fulgurite.exporter.live.StepKind;
import dev.fulgurite.exporter.live.StepQuery;
import dev.fulgurite.exporter.live.StepSummary;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session stream whose past is in a file. */
class SessionStreamTest {
  private static final int EMITTERS = 4;
  private static final int STEPS = 5_000;

  @TempDir Path folder;

  @Test
  @Tag("seed:000.store")
  void lateReaders_missNothingAndSeeNothingTwice_whileStepsArrive() throws Exception {
    try (SpanStore store = TestStores.open(folder.resolve("steps.db"));
        SdkTracerProvider provider = provider(store)) {
      SessionStream stream = stream("s", store, provider).setMaxSize(200).build();
      List<Thread> emitters = new ArrayList<>();
      for (int i = 0; i < EMITTERS; i++) {
        emitters.add(started(() -> emit(stream, STEPS)));
      }
      List<List<Long>> seen = new ArrayList<>();
      List<Thread> readers = new ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        awaitSteps(stream, (long) EMITTERS * STEPS * i / 5);
        List<Long> mine = new ArrayList<>();
        seen.add(mine);
        StepFeed reader = stream.open();
        readers.add(started(() -> reader.forEach(step -> mine.add(step.sequence()))));
      }
      for (Thread emitter : emitters) {
        emitter.join();
      }
      stream.complete();
      for (Thread reader : readers) {
        reader.join();
      }

      for (List<Long> mine : seen) {
        assertThat(mine).hasSize(EMITTERS * STEPS + 1).startsWith(1L).isSorted();
        assertThat(mine.get(mine.size() - 1)).isEqualTo(mine.size());
      }
      assertThat(stream.statistics().missedCount()).isZero();
      assertThat(stream.statistics().isBalanced()).isTrue();
    }
  }

  @Test
  @Tag("seed:000.summary")
  @Tag("seed:000.by-kind")
  void steps_areFoundInAFile_alsoWhenItWasClosed() {
    Path file = folder.resolve("steps.db");
    try (SpanStore store = TestStores.open(file);
        SdkTracerProvider provider = provider(store)) {
      SessionStream stream = stream("s", store, provider).build();
      stream.toolCall("add", "[1,2]");
      stream.error("oh");
      stream.finalResponse("3");
      stream.complete();
    }
    try (SpanStore store = TestStores.open(file)) {
      SessionArchive archive = SessionArchive.of(store);
      StepSummary steps = archive.summary("s").orElseThrow();
      SessionSummary spans = store.reader().sessions(SpanQuery.ALL).get(0);

      assertThat(steps.totalSteps()).isEqualTo(spans.spans()).isEqualTo(4);
      assertThat(steps.toolCalls()).isEqualTo(spans.toolCalls()).isOne();
      assertThat(steps.errors()).isEqualTo(spans.errors()).isOne();
      assertThat(steps.hasFinalResponse() && steps.finished()).isTrue();
      assertThat(archive.find(StepQuery.of("s").withKind(StepKind.FINAL_RESPONSE)))
          .extracting(Step::content)
          .containsExactly("3");
    }
  }

  private static SessionStreamBuilder stream(
      String session, SpanStore store, SdkTracerProvider provider) {
    return SessionStream.builder(session)
        .setEmitter(Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build()))
        .setHistory(store.reader())
        .setFlush(provider::forceFlush)
        .setBlockTimeout(Duration.ofMinutes(1))
        .setHistoryTimeout(Duration.ofMinutes(1));
  }

  private static SdkTracerProvider provider(SpanStore store) {
    return SdkTracerProvider.builder()
        .addSpanProcessor(ScopeStamper.create())
        .addSpanProcessor(
            EventSpanProcessor.builder(StoreExporter.create(() -> store, "sqlite"))
                .setOverflowPolicy(OverflowPolicy.BLOCK)
                .setBlockTimeout(Duration.ofMinutes(1))
                .build())
        .build();
  }

  private static Thread started(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }

  private static void awaitSteps(SessionStream stream, long steps) {
    org.awaitility.Awaitility.await()
        .atMost(60, SECONDS)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> stream.statistics().totalSteps() >= steps);
  }

  private static void emit(SessionStream stream, int steps) {
    for (int i = 0; i < steps; i++) {
      stream.thinking("step " + i);
    }
  }
}
