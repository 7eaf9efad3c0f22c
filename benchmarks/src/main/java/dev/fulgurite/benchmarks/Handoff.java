package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.redact.Redactor;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.function.Function;

/**
 * From emitters to an exporter that does nothing: throughput, loss and CPU, against {@code
 * BatchSpanProcessor} with a queue of the same size. Redaction is off, since the other has none.
 */
final class Handoff {
  private static final int SPANS = 1_000_000;
  private static final int QUEUE = 2048;

  static void run(Table table) throws Exception {
    for (int threads : new int[] {1, 2, 10}) {
      Pairs<Load.Result> blocking = pairs(OverflowPolicy.BLOCK, threads);
      table.row(title("delivered", threads, "ours BLOCK"), "/s", perSecond(blocking));
      table.row(title("lost", threads, "ours BLOCK"), "%", blocking.medians(Load.Result::lost));
      Pairs<Load.Result> dropping = pairs(OverflowPolicy.DROP_NEWEST, threads);
      table.row(title("delivered", threads, "both drop the newest"), "/s", perSecond(dropping));
      table.row(
          title("CPU per delivered span", threads, "both drop the newest"),
          "ns",
          dropping.medians(Load.Result::cpuNanos));
    }
  }

  private static Pairs<Load.Result> pairs(OverflowPolicy policy, int threads) throws Exception {
    Load load = new Load(threads, SPANS);
    return Pairs.run(
        () -> through(load, exporter -> ours(exporter, policy)),
        () -> through(load, Handoff::stock));
  }

  private static Load.Result through(Load load, Function<SpanExporter, SpanProcessor> processor)
      throws InterruptedException {
    NothingExporter exporter = new NothingExporter();
    return load.through(processor.apply(exporter), exporter.spans::sum);
  }

  /** Without redaction, since the alternative has none. */
  static SpanProcessor ours(SpanExporter exporter, OverflowPolicy policy) {
    return ours(exporter, policy, Redactor.none());
  }

  static SpanProcessor ours(SpanExporter exporter, OverflowPolicy policy, Redactor redactor) {
    return EventSpanProcessor.builder(exporter)
        .setRedactor(redactor)
        .setOverflowPolicy(policy)
        .setMaxQueueSize(QUEUE)
        .build();
  }

  static SpanProcessor stock(SpanExporter exporter) {
    return BatchSpanProcessor.builder(exporter).setMaxQueueSize(QUEUE).build();
  }

  private static Medians perSecond(Pairs<Load.Result> pairs) {
    return pairs.medians(Load.Result::perSecond);
  }

  private static String title(String what, int threads, String policies) {
    return "%s, %d producer(s), queue %d (%s)".formatted(what, threads, QUEUE, policies);
  }

  private Handoff() {}
}
