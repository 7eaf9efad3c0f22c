package dev.fulgurite.exporter.outbox;

import dev.fulgurite.exporter.ExportFailure.Kind;
import dev.fulgurite.exporter.store.OutboxPage;
import dev.fulgurite.exporter.store.OutboxStep;
import dev.fulgurite.exporter.store.SpanDataAdapter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One partition's way: a page is read, its spans are sent one batch after the other, and its
 * position is kept when all are dealt with. The forwarder's thread owns it.
 */
final class Partition {
  private static final int MAX_DOUBLINGS = 20;
  private static final double JITTER = 0.2;

  /** Times the longest wait: nothing changes until somebody corrects a setting. */
  private static final double PERMANENT = 6;

  private final int number;
  private final Sending sending;
  private final Deque<List<SpanData>> unsent = new ArrayDeque<>();

  /** Everything up to here is dealt with, and the store knows. */
  private long kept;

  /** Everything up to here was read; more than {@link #kept} where a page is under way. */
  private long through;

  private int taken;
  private int held;
  private boolean busy;
  private @Nullable CompletableResultCode answer;
  private long deadline;
  private long retryAt;
  private int failures;

  Partition(int number, long kept, Sending sending) {
    this.number = number;
    this.kept = kept;
    this.through = kept;
    this.sending = sending;
  }

  /** Nothing is under way: a page may be read. */
  boolean isIdle() {
    return !busy;
  }

  /** Everything that was read is dealt with; the store is to know. */
  boolean isDone() {
    return busy && unsent.isEmpty();
  }

  /** The destination failed; not tried before the time has come. */
  boolean isWaiting(long now) {
    return busy && answer == null && !unsent.isEmpty() && retryAt - now > 0;
  }

  /** Up to where everything is dealt with. */
  long dealtThrough() {
    return busy ? kept : through;
  }

  /** Whether the store does not know yet up to where everything is dealt with. */
  boolean isAhead() {
    return through > kept && (!busy || isDone());
  }

  /** Spans on the heap. */
  int held() {
    return held;
  }

  OutboxPage.Filling nextPage(ForwardSettings.Batch batch) {
    return new OutboxPage.Filling(number, through, batch.spans(), batch.bytes());
  }

  void begin(OutboxPage page, long now) {
    through = page.through();
    if (page.taken() > 0) {
      taken = page.taken();
      held = page.spans().size();
      busy = true;
      retryAt = now;
      sending.ledger().take(held);
      sending.ledger().unreadable(page.unreadable());
      if (held > 0) {
        unsent.add(SpanDataAdapter.toData(page.spans()));
      }
    }
  }

  /** What the store is to know. */
  OutboxStep step() {
    return new OutboxStep(number, through, taken);
  }

  /** The store knows. */
  void kept() {
    kept = through;
    taken = 0;
    busy = false;
  }

  /** The spans stay in the store for whoever comes next. */
  void giveBack() {
    sending.ledger().giveBack(held);
    unsent.clear();
    held = 0;
    answer = null;
  }

  /** Sends the next batch where one may go. */
  void send(long now) {
    List<SpanData> next = unsent.peek();
    if (answer == null && next != null && retryAt - now <= 0) {
      deadline = now + sending.timeoutNanos();
      answer = sending.export(next);
    }
  }

  /** Looks for the answer. */
  void settle(long now) {
    CompletableResultCode code = answer;
    if (code != null && (code.isDone() || deadline - now <= 0)) {
      answer = null;
      settle(code.isDone() ? Answer.of(code) : Answer.TIMEOUT, now);
    }
  }

  private void settle(Answer result, long now) {
    Kind failure = result.failure();
    if (failure == null) {
      failures = 0;
      int spans = unsent.remove().size();
      held -= spans;
      sending.ledger().deliver(spans);
    } else if (failure == Kind.REJECTED) {
      failures = 0;
      split(unsent.remove(), result);
    } else {
      sending.failed(result);
      retryAt = now + Math.max(result.askedNanos(), backoff(failure));
    }
  }

  /** Halves follow each other, so that a trace stays in order. */
  private void split(List<SpanData> refused, Answer result) {
    int half = refused.size() / 2;
    if (half == 0) {
      held--;
      sending.rejected(refused.get(0), result);
    } else {
      unsent.push(refused.subList(half, refused.size()));
      unsent.push(refused.subList(0, half));
    }
  }

  private long backoff(Kind failure) {
    failures = Math.min(failures + 1, MAX_DOUBLINGS);
    return failure == Kind.PERMANENT
        ? sending.backoffNanos(MAX_DOUBLINGS, PERMANENT * jitter())
        : sending.backoffNanos(failures - 1, jitter());
  }

  private static double jitter() {
    return 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
  }

  /** Nanoseconds until something is to be done here, but for an answer. */
  long untilDue(long now) {
    if (answer != null) {
      return deadline - now;
    }
    return busy ? Math.max(0, retryAt - now) : Long.MAX_VALUE;
  }
}
