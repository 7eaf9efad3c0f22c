package dev.fulgurite.exporter.live;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.ScopeStamper;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The normal way of spans into a store in memory. */
final class Recording implements AutoCloseable {
  final SpanStore store;
  final EventSpanProcessor processor;
  final SdkTracerProvider provider;
  final Emitter emitter;

  Recording() {
    this(InMemorySpanStore.create(), Duration.ofMillis(5));
  }

  Recording(SpanStore store, Duration delay) {
    this.store = store;
    processor =
        EventSpanProcessor.builder(StoreExporter.create(() -> store, "memory"))
            .setOverflowPolicy(OverflowPolicy.BLOCK)
            .setBlockTimeout(Duration.ofMinutes(1))
            .setScheduleDelay(delay)
            .build();
    provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(ScopeStamper.create())
            .addSpanProcessor(processor)
            .build();
    emitter = Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
  }

  /** A stream that is recorded here, and does not know its past. */
  SessionStreamBuilder stream(String session) {
    return SessionStream.builder(session).setEmitter(emitter);
  }

  /** One that knows it. */
  SessionStreamBuilder streamWithPast(String session) {
    return stream(session).setHistory(store.reader()).setFlush(provider::forceFlush);
  }

  void flush() {
    provider.forceFlush().join(10, SECONDS);
  }

  static List<String> contents(StepFeed feed) {
    List<String> contents = new ArrayList<>();
    for (Step step : feed) {
      contents.add(step.kind() == StepKind.END ? "END" : step.content());
    }
    return contents;
  }

  @Override
  public void close() {
    provider.close();
  }
}
