package dev.fulgurite.exporter;

import dev.fulgurite.exporter.delivery.Backoff;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Spans that go together: about to be sent, sent, or waiting to be sent again. A round goes once
 * through the endpoints that work; between rounds it waits as the retry policy says. The worker
 * owns it.
 */
final class Parcel {
  private final List<QueuedSpan> spans;
  private final RetryPolicy policy;
  private final BitSet triedInRound = new BitSet();
  private @Nullable Backoff backoff;
  private @Nullable Attempt attempt;
  private boolean awaiting;

  /** The answer to the last attempt; null before the first has failed. */
  private @Nullable Answer failure;

  private boolean worthAnotherRound;
  private boolean asked;
  private long readyAt;

  /** One try at one endpoint. */
  record Attempt(Endpoint endpoint, ExporterCall call, long begin, long deadline) {}

  /** {@code readyAt}: now. */
  Parcel(List<QueuedSpan> spans, RetryPolicy policy, long readyAt) {
    this.spans = spans;
    this.policy = policy;
    this.readyAt = readyAt;
  }

  List<QueuedSpan> spans() {
    return spans;
  }

  /** Two to be sent instead of this one. */
  List<Parcel> halves() {
    int half = spans.size() / 2;
    return List.of(
        new Parcel(spans.subList(0, half), policy, readyAt),
        new Parcel(spans.subList(half, spans.size()), policy, readyAt));
  }

  /** What an answer is awaited to; null while none is. */
  @Nullable Attempt awaited() {
    return awaiting ? attempt : null;
  }

  /** The endpoints that have failed in this round. */
  BitSet tried() {
    return triedInRound;
  }

  boolean isRetry() {
    return failure != null;
  }

  @Nullable Answer failure() {
    return failure;
  }

  /** Sends it; the exporter gets an immutable list of its own. */
  void send(Endpoint endpoint, long now, long timeoutNanos) {
    List<SpanData> data = data();
    ExporterCall call = endpoint.call(exporter -> exporter.export(data));
    endpoint.health().sent();
    attempt = new Attempt(endpoint, call, now, now + timeoutNanos);
    awaiting = true;
    if (backoff == null) {
      backoff = new Backoff(policy, now);
    }
  }

  private List<SpanData> data() {
    SpanData[] data = new SpanData[spans.size()];
    for (int i = 0; i < data.length; i++) {
      data[i] = spans.get(i).data();
    }
    return List.of(data);
  }

  /** The answer to what is awaited was a failure at {@code endpoint}. */
  void failed(Answer answer, Endpoint endpoint) {
    awaiting = false;
    failure = answer;
    triedInRound.set(endpoint.index());
    worthAnotherRound |= answer.failure() == ExportFailure.Kind.RETRYABLE;
  }

  /** No endpoint is left to try. Returns whether there will be another round, after a wait. */
  boolean endRound(long now) {
    Answer last = failure;
    if (!worthAnotherRound || backoff == null || last == null) {
      return false;
    }
    triedInRound.clear();
    worthAnotherRound = false;
    long wait = backoff.failed(now, last.askedNanos(), ThreadLocalRandom.current().nextDouble());
    asked = last.askedNanos() > 0;
    readyAt = now + Math.max(wait, 0);
    return wait != Backoff.NO_MORE;
  }

  /** Whether the answer to the attempt that was given up came late, and is a success. */
  boolean hasArrivedLate() {
    Answer late = attempt == null || awaiting ? null : attempt.call().answer();
    return late != null && late.isSuccess();
  }

  /** Whether it has been tried, and may not be any more. */
  boolean isExpired(long now) {
    return failure != null && backoff != null && backoff.remaining(now) <= 0;
  }

  /** Waits no longer, unless the destination has asked for it. */
  void hurry(long now) {
    readyAt = asked ? readyAt : now;
  }

  boolean isReady(long now) {
    return readyAt - now <= 0;
  }

  /** Nanoseconds until something is due by itself; {@link Long#MAX_VALUE} for never. */
  long untilDue(long now) {
    Attempt current = awaited();
    if (current != null) {
      return current.deadline() - now;
    }
    long expiry = failure != null && backoff != null ? backoff.remaining(now) : Long.MAX_VALUE;
    return isReady(now) ? expiry : Math.min(expiry, readyAt - now);
  }

  /** Nanoseconds until it may be sent; not above zero when it may be now. */
  long untilReady(long now) {
    return readyAt - now;
  }
}
