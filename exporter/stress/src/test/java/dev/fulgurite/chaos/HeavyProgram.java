package dev.fulgurite.chaos;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.OverflowPolicy;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.management.ManagementFactory;
import java.util.Collection;

/** Emits spans of 100 KB to an exporter that never answers, and prints what lives on the heap. */
final class HeavyProgram {
  private static final int CHARS = 50_000;

  /** {@code queueBytes spans}. */
  public static void main(String[] args) {
    EventSpanProcessor processor =
        EventSpanProcessor.builder(new Unanswered())
            .setOverflowPolicy(OverflowPolicy.DROP_OLDEST)
            .setMaxQueueSize(100_000)
            .setMaxQueueBytes(Long.parseLong(args[0]))
            .setWarnings(line -> {})
            .build();
    Emitting emitting = new Emitting(processor);
    emitting.emit(1);
    long before = live();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      emitting.emit(1, text(i));
    }
    System.out.println("LIVE " + (live() - before));
    System.out.println("HELD " + processor.ledger().inFlight());
    System.out.println("DROPPED " + processor.ledger().dropped());
  }

  /** Two bytes a letter, and none shared. */
  private static String text(int i) {
    return String.valueOf((char) ('\u4e00' + i % 1000)).repeat(CHARS);
  }

  private static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static final class Unanswered implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return new CompletableResultCode();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private HeavyProgram() {}
}
