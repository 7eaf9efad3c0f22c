package dev.fulgurite.exporter;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Remembers what it was given; what it answers can be changed at any time. */
final class FakeExporter implements SpanExporter {
  final List<Collection<SpanData>> batches = new CopyOnWriteArrayList<>();
  final AtomicInteger flushes = new AtomicInteger();
  final AtomicInteger shutdowns = new AtomicInteger();
  volatile Function<Collection<SpanData>, CompletableResultCode> answer =
      batch -> CompletableResultCode.ofSuccess();
  volatile CompletableResultCode flushAnswer = CompletableResultCode.ofSuccess();

  /** From now on an export is held until the gate opens; then it succeeds. */
  Gate hold() {
    Gate gate = new Gate();
    answer =
        batch -> {
          gate.pass();
          return CompletableResultCode.ofSuccess();
        };
    return gate;
  }

  List<String> names() {
    return batches.stream().flatMap(Collection::stream).map(SpanData::getName).toList();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    batches.add(spans);
    return answer.apply(spans);
  }

  @Override
  public CompletableResultCode flush() {
    flushes.incrementAndGet();
    return flushAnswer;
  }

  @Override
  public CompletableResultCode shutdown() {
    shutdowns.incrementAndGet();
    return CompletableResultCode.ofSuccess();
  }

  /** Holds the exporting thread, interrupts notwithstanding. */
  static final class Gate {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    void awaitReached() throws InterruptedException {
      if (!reached.await(10, SECONDS)) {
        throw new AssertionError("no export came");
      }
    }

    void open() {
      opened.countDown();
    }

    private void pass() {
      reached.countDown();
      while (opened.getCount() > 0) {
        try {
          opened.await();
        } catch (InterruptedException e) {
          // held on purpose
        }
      }
    }
  }
}
