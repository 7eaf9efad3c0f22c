package dev.fulgurite.exporter;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A queue for races, with spans that are numbers. Every span that is offered must in the end have
 * been refused, displaced or taken, once.
 */
class RacedQueue {
  /**
   * Far longer than any race: who waits that long was not woken. It finds the room then, since the
   * wait ends with another look, so that the time must tell.
   */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final int MOST = 8;
  private static final Map<OverflowPolicy, ProcessorSettings> SETTINGS = new ConcurrentHashMap<>();

  final SpanQueue queue;
  private final AtomicIntegerArray ends = new AtomicIntegerArray(MOST);
  private final AtomicInteger offered = new AtomicInteger();

  RacedQueue(OverflowPolicy policy, int maxSize) {
    ProcessorSettings settings = SETTINGS.computeIfAbsent(policy, any -> settings(policy, maxSize));
    queue = new SpanQueue(settings, WhenFull.of(settings), new Displacements());
  }

  /** Races make millions of queues, but for each policy with one size only. */
  private static ProcessorSettings settings(OverflowPolicy policy, int maxSize) {
    return EventSpanProcessor.builder(new NoExporter())
        .setOverflowPolicy(policy)
        .setBlockTimeout(TIMEOUT)
        .setMaxQueueSize(maxSize)
        .build()
        .settings();
  }

  /** Returns why it was refused, "queued", or "overslept". */
  final String offer(int number, Lane lane) {
    offered.incrementAndGet();
    long begin = System.nanoTime();
    String loss = queue.offer(new QueuedSpan(null, number, EventKind.SPAN, lane));
    if (loss != null) {
      ends.incrementAndGet(number);
    }
    if (isOverslept(begin)) {
      return "overslept";
    }
    return loss == null ? "queued" : loss;
  }

  static boolean isOverslept(long begin) {
    return System.nanoTime() - begin >= TIMEOUT.toNanos();
  }

  final void poll() {
    take(queue.poll(1, Long.MAX_VALUE));
  }

  final void take(List<QueuedSpan> spans) {
    spans.forEach(span -> ends.incrementAndGet((int) span.bytes()));
  }

  /** Once nobody races any more: "exact" where each span ended once and all room is free. */
  final String verdict() {
    take(queue.poll(Integer.MAX_VALUE, Long.MAX_VALUE));
    int ended = 0;
    for (int i = 0; i < MOST; i++) {
      if (ends.get(i) > 1) {
        return "twice";
      }
      ended += ends.get(i);
    }
    if (ended != offered.get()) {
      return "lost";
    }
    return queue.size() == 0 && queue.usage() == 0 && queue.waiting() == 0 ? "exact" : "leaked";
  }

  private final class Displacements implements SpanQueue.Events {
    @Override
    public void displaced(QueuedSpan span) {
      ends.incrementAndGet((int) span.bytes());
    }

    @Override
    public void grown(int size) {}

    @Override
    public void full() {}

    @Override
    public void taken(int spans) {}
  }

  private static final class NoExporter implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return CompletableResultCode.ofSuccess();
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
}
