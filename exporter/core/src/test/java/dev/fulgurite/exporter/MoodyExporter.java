package dev.fulgurite.exporter;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Behaves as told, reproducibly, and remembers the id of every span it was given. */
final class MoodyExporter implements SpanExporter {
  final Queue<String> given = new ConcurrentLinkedQueue<>();

  /** Spans that were answered with success, in time or not. */
  final AtomicLong accepted = new AtomicLong();

  private final CountDownLatch end = new CountDownLatch(1);
  private final Behaviour behaviour;
  private final Random random;

  MoodyExporter(Behaviour behaviour, long seed) {
    this.behaviour = behaviour;
    this.random = new Random(seed);
  }

  /** Ends what hangs. */
  void letGo() {
    end.countDown();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    spans.forEach(span -> given.add(span.getSpanId()));
    return switch (behaviour) {
      case FAST -> accept(spans);
      case SLOW -> slow(spans);
      case FAILING -> CompletableResultCode.ofFailure();
      case THROWING -> thrown();
      case MIXED -> mixed(spans);
      case LATE -> late(spans);
      case SILENT -> new CompletableResultCode();
      case HANGING -> random.nextInt(3) == 0 ? hang(spans, true) : accept(spans);
      case HANGING_FOR_GOOD -> random.nextInt(3) == 0 ? hang(spans, false) : accept(spans);
    };
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }

  private CompletableResultCode accept(Collection<SpanData> spans) {
    accepted.addAndGet(spans.size());
    return CompletableResultCode.ofSuccess();
  }

  private CompletableResultCode slow(Collection<SpanData> spans) {
    LockSupport.parkNanos(random.nextInt(2_000_000));
    return accept(spans);
  }

  private CompletableResultCode thrown() {
    if (random.nextBoolean()) {
      throw new IllegalStateException("moody");
    }
    throw new StackOverflowError("moody");
  }

  private CompletableResultCode mixed(Collection<SpanData> spans) {
    return switch (random.nextInt(4)) {
      case 0 -> CompletableResultCode.ofFailure();
      case 1 -> thrown();
      case 2 -> slow(spans);
      default -> accept(spans);
    };
  }

  private CompletableResultCode late(Collection<SpanData> spans) {
    CompletableResultCode answer = new CompletableResultCode();
    CompletableFuture.delayedExecutor(random.nextInt(60), TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              accept(spans);
              answer.succeed();
            });
    return answer;
  }

  private CompletableResultCode hang(Collection<SpanData> spans, boolean interruptible) {
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException e) {
        if (interruptible) {
          return CompletableResultCode.ofFailure();
        }
      }
    }
    return accept(spans);
  }
}
