package dev.fulgurite.exporter.outbox;

import dev.fulgurite.exporter.Answer;
import dev.fulgurite.exporter.ExportFailure.Kind;
import dev.fulgurite.exporter.delivery.Backoff;
import dev.fulgurite.exporter.store.OutboxPage;
import dev.fulgurite.exporter.store.OutboxStep;
import dev.fulgurite.exporter.store.SpanDataAdapter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
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
  private static final long LONGEST_ASKED = Duration.ofHours(1).toNanos();

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
  private int refusals;
  private @Nullable Backoff unavailable;

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
      refusals = 0;
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
      settle(code.isDone() ? Answer.of(code) : Sending.TIMEOUT, now);
    }
  }

  private void settle(Answer result, long now) {
    Kind failure = result.failure();
    if (failure == null) {
      unavailable = null;
      sending.splits().accepted();
      int spans = unsent.remove().size();
      held -= spans;
      sending.ledger().deliver(spans);
    } else if (failure == Kind.REJECTED) {
      unavailable = null;
      refused(unsent.remove(), result);
    } else {
      sending.failed(result);
      retryAt = now + wait(result, now);
    }
  }

  /** Halves follow each other, so that a trace stays in order. */
  private void refused(List<SpanData> spans, Answer result) {
    int half = spans.size() / 2;
    if (half == 0 || !sending.splits().rejected(++refusals)) {
      held -= spans.size();
      spans.forEach(span -> sending.rejected(span, result));
    } else {
      unsent.push(spans.subList(half, spans.size()));
      unsent.push(spans.subList(0, half));
    }
  }

  private long wait(Answer result, long now) {
    Backoff tries = unavailable;
    if (result.failure() == Kind.PERMANENT || tries == null) {
      tries = new Backoff(sending.policy(result), now);
    }
    double random = ThreadLocalRandom.current().nextDouble();
    long wait = tries.failed(now, 0, random);
    boolean again = result.failure() == Kind.PERMANENT || wait == Backoff.NO_MORE;
    unavailable = again ? null : tries; // it never gives up, it begins anew
    return Math.max(wait, Math.min(result.askedNanos(), LONGEST_ASKED));
  }

  /** Nanoseconds until something is to be done here, but for an answer. */
  long untilDue(long now) {
    if (answer != null) {
      return deadline - now;
    }
    return busy ? Math.max(0, retryAt - now) : Long.MAX_VALUE;
  }
}
