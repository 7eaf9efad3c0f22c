package dev.fulgurite.exporter.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.ScopeStamper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A program with an SDK, whose spans a bus hears. */
final class Stage implements AutoCloseable {
  final FakeTime clock = new FakeTime();
  final List<String> lines = new CopyOnWriteArrayList<>();
  final InMemorySpanExporter spans = InMemorySpanExporter.create();
  final EventBus bus;
  final OpenTelemetrySdk sdk;

  Stage() {
    this(settings -> settings);
  }

  Stage(UnaryOperator<EventBusBuilder> settings) {
    EventBusBuilder builder = EventBus.builder().setClock(clock).setWarnings(lines::add);
    bus = settings.apply(builder.setEmitter(this::emitter)).build();
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(ScopeStamper.create())
            .addSpanProcessor(bus.processor())
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    sdk = OpenTelemetrySdk.builder().setTracerProvider(provider).build();
  }

  Emitter emitter() {
    return Emitter.create(sdk);
  }

  Recorder record(BusEventType type) {
    Recorder recorder = new Recorder();
    bus.subscribe(type, recorder);
    return recorder;
  }

  /** A running agent. */
  Span agent(String name) {
    return sdk.getTracer("test")
        .spanBuilder("invoke_agent " + name)
        .setAttribute("gen_ai.operation.name", "invoke_agent")
        .setAttribute("gen_ai.agent.name", name)
        .startSpan();
  }

  /** Until everything was handled. */
  void settle() {
    assertThat(bus.forceFlush().join(10, SECONDS).isSuccess()).isTrue();
  }

  @Override
  public void close() {
    bus.close();
    sdk.close();
  }
}
