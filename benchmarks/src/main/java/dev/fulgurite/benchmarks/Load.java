package dev.fulgurite.benchmarks;

import static java.util.concurrent.TimeUnit.MINUTES;

import com.sun.management.OperatingSystemMXBean;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Spans emitted flat out by a few threads through one processor: a stress, not a workload.
 *
 * @param threads that emit
 * @param spans in all
 */
record Load(int threads, int spans) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /**
   * What one run gave.
   *
   * @param perSecond spans delivered per second of emitting and flushing
   * @param cpuNanos of the process, per delivered span
   * @param lost per cent of the spans
   */
  record Result(double perSecond, double cpuNanos, double lost) {}

  /**
   * @param processor closed at the end
   * @param delivered how many spans have arrived
   */
  Result through(SpanProcessor processor, LongSupplier delivered) throws InterruptedException {
    long before = delivered.getAsLong();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(processor).build()) {
      Tracer tracer = provider.get("benchmark");
      long cpu = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      emit(tracer);
      provider.forceFlush().join(5, MINUTES);
      long nanos = System.nanoTime() - start;
      long cpuNanos = SYSTEM.getProcessCpuTime() - cpu;
      double arrived = delivered.getAsLong() - before;
      return new Result(arrived * 1e9 / nanos, cpuNanos / arrived, 100 * (spans - arrived) / spans);
    }
  }

  private void emit(Tracer tracer) throws InterruptedException {
    List<Thread> producers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread producer = new Thread(() -> Spans.emit(tracer, spans / threads));
      producers.add(producer);
      producer.start();
    }
    for (Thread producer : producers) {
      producer.join();
    }
  }
}
