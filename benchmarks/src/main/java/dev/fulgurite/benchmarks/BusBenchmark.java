package dev.fulgurite.benchmarks;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.EventType;
import dev.fulgurite.api.Session;
import dev.fulgurite.exporter.ScopeStamper;
import dev.fulgurite.exporter.bus.BusEventType;
import dev.fulgurite.exporter.bus.EventBus;
import dev.fulgurite.exporter.bus.SubscriptionOptions;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One thread emits in a session, in bursts that fit the queue: what is measured is handing over,
 * not dropping. Between bursts the handler catches up.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BusBenchmark {
  static final String NO_BUS = "noBus";
  static final String UNHEARD = "unheard";
  static final String HEARD = "heard";

  private static final int BURST = 1_000;

  @Param({NO_BUS, UNHEARD, HEARD})
  public String bus = HEARD;

  private final LongAdder handled = new LongAdder();
  private final EventBus events = EventBus.builder().build();
  private SdkTracerProvider provider = SdkTracerProvider.builder().build();
  private Tracer tracer = provider.get("");
  private Emitter emitter = Emitter.global();
  private Scope session = Scope.noop();

  /** An event without anything to say. */
  private static final class Step implements EventType<Integer> {
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

  private final Step step = new Step();

  @Setup
  public void open() {
    SdkTracerProviderBuilder builder =
        SdkTracerProvider.builder().addSpanProcessor(ScopeStamper.create());
    if (!bus.equals(NO_BUS)) {
      builder.addSpanProcessor(events.processor());
    }
    if (bus.equals(HEARD)) {
      SubscriptionOptions roomy = SubscriptionOptions.DEFAULT.maxQueueSize(2 * BURST + 1);
      events.subscribe(BusEventType.ANY, event -> handled.increment(), roomy);
    }
    provider = builder.build();
    tracer = provider.get("benchmark");
    emitter = Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
    session = Session.builder("s-1").user("u-1").open();
  }

  @Setup(Level.Invocation)
  public void catchUp() {
    if (!events.forceFlush().join(10, SECONDS).isSuccess()) {
      throw new IllegalStateException("the handler hangs");
    }
  }

  @TearDown
  public void close() {
    session.close();
    if (events.ledger().dropped() > 0) {
      throw new IllegalStateException("dropped: " + events.ledger());
    }
    provider.close();
    events.close();
  }

  /** A span that is no event: the bus only looks at it. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void span() {
    for (int i = 0; i < BURST; i++) {
      Spans.emitOne(tracer, i);
    }
  }

  /** Two events: started and completed. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void agent() {
    for (int i = 0; i < BURST; i++) {
      tracer
          .spanBuilder("invoke_agent planner")
          .setAttribute("gen_ai.operation.name", "invoke_agent")
          .setAttribute("gen_ai.agent.name", "planner")
          .startSpan()
          .end();
    }
  }

  /** One event. */
  @Benchmark
  @OperationsPerInvocation(BURST)
  public void event() {
    for (int i = 0; i < BURST; i++) {
      emitter.event(step, i);
    }
  }
}
