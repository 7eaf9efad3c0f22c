package dev.fulgurite.benchmarks;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.EventType;
import dev.fulgurite.exporter.ScopeStamper;
import dev.fulgurite.exporter.bus.BusEventType;
import dev.fulgurite.exporter.bus.EventBus;
import dev.fulgurite.exporter.bus.SubscriptionOptions;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A program that records spans, with a bus that hears them or without. */
final class BusProgram implements AutoCloseable {
  /** Spans that are recorded at once: their events fit the queue. */
  static final int BURST = 500;

  private final LongAdder handled = new LongAdder();
  private final @Nullable EventBus bus;
  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final Emitter emitter;

  /** What a burst records. */
  interface Burst {
    void record(BusProgram program);
  }

  private record Step() implements EventType<Integer> {
    @Override
    public String name() {
      return "step";
    }

    @Override
    public Map<String, ?> encode(Integer step) {
      return Map.of("step", step);
    }

    @Override
    public Integer decode(Map<String, Object> attributes) {
      return 0;
    }
  }

  private static final Step STEP = new Step();

  private BusProgram(@Nullable EventBus bus) {
    this.bus = bus;
    SdkTracerProviderBuilder builder =
        SdkTracerProvider.builder().addSpanProcessor(ScopeStamper.create());
    if (bus != null) {
      builder.addSpanProcessor(bus.processor());
    }
    provider = builder.build();
    tracer = provider.get("benchmark");
    emitter = Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
  }

  static BusProgram withoutBus() {
    return new BusProgram(null);
  }

  static BusProgram unheard() {
    return new BusProgram(EventBus.builder().build());
  }

  /** One handler of any event. */
  static BusProgram heard() {
    EventBus bus = EventBus.builder().build();
    BusProgram program = new BusProgram(bus);
    SubscriptionOptions roomy = SubscriptionOptions.DEFAULT.maxQueueSize(3 * BURST);
    bus.subscribe(BusEventType.ANY, event -> program.handled.increment(), roomy);
    return program;
  }

  /** Spans that are no events: the bus only looks at them. */
  void spans() {
    Spans.emit(tracer, BURST);
  }

  /** Two events each. */
  void agents() {
    for (int i = 0; i < BURST; i++) {
      tracer
          .spanBuilder("invoke_agent planner")
          .setAttribute("gen_ai.operation.name", "invoke_agent")
          .setAttribute("gen_ai.agent.name", "planner")
          .startSpan()
          .end();
    }
  }

  /** One event each. */
  void events() {
    for (int i = 0; i < BURST; i++) {
      emitter.event(STEP, i);
    }
  }

  /** Until the handler has seen everything, so that nothing is dropped. */
  void catchUp() {
    if (bus != null && !bus.forceFlush().join(60, SECONDS).isSuccess()) {
      throw new IllegalStateException("the handler hangs");
    }
  }

  @Override
  public void close() {
    provider.close();
    if (bus != null) {
      bus.close();
      if (bus.ledger().dropped() > 0) {
        throw new IllegalStateException("measured what is dropped: " + bus.ledger());
      }
    }
  }
}
