package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.redact.Redactor;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One thread emits through one processor, as fast as it can. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EmitBenchmark {
  static final String OURS = "ours";
  static final String REDACTING = "redacting";
  static final String STOCK = "stock";

  /** Prose, 700 characters. */
  private static final String MESSAGE =
      "The planner asked the tool for the weather in Reykjavik and got rain. ".repeat(10);

  @Param({OURS, REDACTING, STOCK})
  public String processor = OURS;

  private SdkTracerProvider provider = SdkTracerProvider.builder().build();
  private Tracer tracer = provider.get("");
  private long step;

  @Setup
  public void open() {
    Logger.getLogger("").setLevel(Level.OFF);
    SpanProcessor chosen = choose(new NothingExporter());
    provider = SdkTracerProvider.builder().addSpanProcessor(chosen).build();
    tracer = provider.get("benchmark");
  }

  private SpanProcessor choose(NothingExporter exporter) {
    return switch (processor) {
      case OURS -> Handoff.ours(exporter, OverflowPolicy.DROP_NEWEST);
      case REDACTING -> Handoff.ours(exporter, OverflowPolicy.DROP_NEWEST, Redactor.builtin());
      default -> Handoff.stock(exporter);
    };
  }

  @TearDown
  public void close() {
    provider.close();
  }

  @Benchmark
  public void threeAttributes() {
    Spans.emitOne(tracer, step++);
  }

  @Benchmark
  public void message() {
    Spans.emitOne(tracer, step++, MESSAGE);
  }
}
