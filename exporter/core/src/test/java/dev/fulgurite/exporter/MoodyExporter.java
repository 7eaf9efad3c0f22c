package dev.fulgurite.exporter;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Behaves as told, reproducibly, and remembers the id of every span it was given. A span with the
 * attribute {@code poison} is refused by those that are {@code POISONED}.
 */
final class MoodyExporter implements SpanExporter {
  final Queue<String> given = new ConcurrentLinkedQueue<>();

  /** Spans that were answered with success, in time or not. */
  final Set<String> accepted = ConcurrentHashMap.newKeySet();

  static final AttributeKey<Boolean> POISON = AttributeKey.booleanKey("poison");

  private final CountDownLatch end = new CountDownLatch(1);
  private final Behaviour behaviour;
  private final Random random;
  private int calls;

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
      case BUSY -> failed(ExportFailure.retryable("busy", "", asked()));
      case REFUSING -> failed(ExportFailure.permanent("unauthorized", ""));
      case FLAPPING -> calls++ / 5 % 2 == 0 ? accept(spans) : failed(retryable());
      case POISONED -> poisoned(spans);
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
    spans.forEach(span -> accepted.add(span.getSpanId()));
    return CompletableResultCode.ofSuccess();
  }

  private CompletableResultCode slow(Collection<SpanData> spans) {
    LockSupport.parkNanos(random.nextInt(2_000_000));
    return accept(spans);
  }

  private CompletableResultCode poisoned(Collection<SpanData> spans) {
    boolean poison = spans.stream().anyMatch(span -> span.getAttributes().get(POISON) != null);
    if (poison) {
      return failed(ExportFailure.rejected("bad_request", "HTTP 400"));
    }
    return random.nextInt(10) == 0 ? failed(retryable()) : accept(spans);
  }

  private Duration asked() {
    return Duration.ofMillis(random.nextInt(4));
  }

  private static ExportFailure retryable() {
    return ExportFailure.retryable("unavailable", "HTTP 503");
  }

  private static CompletableResultCode failed(ExportFailure failure) {
    return CompletableResultCode.ofExceptionalFailure(failure);
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
