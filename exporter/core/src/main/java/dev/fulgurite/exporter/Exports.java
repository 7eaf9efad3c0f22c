package dev.fulgurite.exporter;

import dev.fulgurite.exporter.ExportFailure.Kind;
import dev.fulgurite.exporter.Parcel.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The batches under way: sends each, judges the answer, and sends again, elsewhere or in parts
 * where that can help. The worker owns it.
 */
final class Exports {
  private final List<Shipment> shipments = new ArrayList<>();
  private final Pipe pipe;
  private final Endpoints endpoints;
  private final Outcomes outcomes;
  private final long timeoutNanos;
  private long newest;

  /**
   * @param lost told which batch lost a span
   * @param delivered told of progress: a destination took spans
   */
  Exports(Pipe pipe, LongConsumer lost, Runnable delivered) {
    this.pipe = pipe;
    this.endpoints = pipe.endpoints();
    this.outcomes = new Outcomes(pipe, lost, delivered);
    this.timeoutNanos = pipe.settings().exporterTimeout().toNanos();
  }

  /** Whether another batch may be sent. */
  boolean hasRoom(long now) {
    if (shipments.size() >= pipe.settings().maxInFlight()) {
      return false;
    }
    Endpoint next = endpoints.choose(now, Endpoints.NONE);
    return next != null && !next.calls().isBusy();
  }

  /** Takes a batch over; only when there is room. */
  void send(List<QueuedSpan> spans, long now) {
    Shipment shipment = new Shipment(++newest, outcomes.parcels(spans, now));
    shipments.add(shipment);
    proceed(shipment, now);
  }

  boolean isEmpty() {
    return shipments.isEmpty();
  }

  /** The number of the batch that was sent last. */
  long newest() {
    return newest;
  }

  /** The least number of a batch that has not settled, {@link Long#MAX_VALUE} for none. */
  long oldest() {
    return shipments.stream().mapToLong(Shipment::batch).min().orElse(Long.MAX_VALUE);
  }

  /** Counts what was answered or is overdue, and sends again what is due. */
  void settle(long now) {
    shipments.removeIf(shipment -> proceed(shipment, now));
  }

  /** Gives up on what has not arrived: the exit cannot wait any longer. */
  void abandon() {
    for (Shipment shipment : shipments) {
      for (Parcel parcel = shipment.first(); parcel != null; parcel = shipment.first()) {
        shipment.removeFirst();
        outcomes.abandon(shipment, parcel);
      }
    }
    shipments.clear();
  }

  /** The exit is near: what waits to be sent again has its last chance now. */
  void hurry(long now) {
    endpoints.hurry(now);
    for (Shipment shipment : shipments) {
      Parcel parcel = shipment.first();
      if (parcel != null) {
        parcel.hurry(now);
      }
    }
  }

  /**
   * Whether nothing can be sent within {@code nanos}, and no answer is awaited that could come.
   *
   * @param more whether spans wait that are not under way
   */
  boolean isHopeless(long now, long nanos, boolean more) {
    if (endpoints.areSilent() && shipments.stream().noneMatch(Shipment::isAwaited)) {
      boolean down = endpoints.isDown(now) && endpoints.untilPermitted(now) > nanos;
      boolean room = more && shipments.size() < pipe.settings().maxInFlight();
      return down || (!room && shipments.stream().allMatch(s -> s.untilReady(now) > nanos));
    }
    return false;
  }

  /** Nanoseconds until something is due by itself, {@link Long#MAX_VALUE} for never. */
  long untilDue(long now) {
    long due = endpoints.untilPermitted(now);
    for (Shipment shipment : shipments) {
      Parcel parcel = shipment.first();
      due = parcel == null ? due : Math.min(due, parcel.untilDue(now));
    }
    return due;
  }

  /** Returns whether the shipment has come to its end. */
  private boolean proceed(Shipment shipment, long now) {
    try {
      Parcel parcel = shipment.first();
      while (parcel != null && advance(shipment, parcel, now)) {
        parcel = shipment.first();
      }
    } catch (Throwable t) {
      outcomes.broke(shipment, t);
    }
    return shipment.isDone();
  }

  /** Returns whether something changed, so that it is worth another look. */
  private boolean advance(Shipment shipment, Parcel parcel, long now) {
    Attempt awaited = parcel.awaited();
    if (awaited != null) {
      Answer answer = answer(awaited, now);
      if (answer != null) {
        judge(shipment, parcel, new Judged(awaited, answer, now));
      }
      return answer != null;
    }
    if (parcel.hasArrivedLate()) {
      shipment.removeFirst();
      outcomes.deliverLate(parcel);
      return true;
    }
    if (parcel.isExpired(now)) {
      shipment.removeFirst();
      outcomes.fail(shipment, parcel);
      return true;
    }
    return parcel.isReady(now) && sendAgain(shipment, parcel, now);
  }

  private @Nullable Answer answer(Attempt awaited, long now) {
    Answer answer = awaited.call().answer();
    if (answer == null && awaited.deadline() - now <= 0) {
      Answer justInTime = awaited.call().abandon();
      if (justInTime == null) {
        pipe.actions().count(Actions.TIMEOUTS);
      }
      return justInTime == null ? Answer.failed(Loss.TIMEOUT, "") : justInTime;
    }
    return answer;
  }

  private record Judged(Attempt attempt, Answer answer, long now) {
    Endpoint endpoint() {
      return attempt.endpoint();
    }

    long took() {
      return now - attempt.begin();
    }
  }

  private void judge(Shipment shipment, Parcel parcel, Judged judged) {
    Endpoint endpoint = judged.endpoint();
    Kind failure = judged.answer.failure();
    if (failure == null || failure == Kind.REJECTED) {
      endpoint.health().answered(judged.now, judged.took());
      shipment.removeFirst();
      if (failure == null) {
        outcomes.deliver(parcel, endpoint);
      } else {
        outcomes.reject(shipment, parcel, judged.answer, endpoint);
      }
      return;
    }
    parcel.failed(judged.answer, endpoint);
    if (failure == Kind.PERMANENT) {
      endpoint.health().refused(judged.now);
    } else if (endpoint.health().failed(judged.now, judged.answer.askedNanos())) {
      outcomes.breakerOpened(endpoint, judged.answer);
    }
    if (endpoints.choose(judged.now, parcel.tried()) == null) {
      endRound(shipment, parcel, judged.now);
    }
  }

  private boolean sendAgain(Shipment shipment, Parcel parcel, long now) {
    Endpoint endpoint = endpoints.choose(now, parcel.tried());
    if (endpoint != null && !endpoint.calls().isBusy()) {
      if (parcel.isRetry()) {
        pipe.actions().count(Actions.RETRIES);
      }
      parcel.send(endpoint, now, timeoutNanos);
      return false;
    }
    if (endpoint == null && !parcel.tried().isEmpty()) {
      endRound(shipment, parcel, now);
      return true;
    }
    return false;
  }

  private void endRound(Shipment shipment, Parcel parcel, long now) {
    if (!parcel.endRound(now)) {
      shipment.removeFirst();
      outcomes.fail(shipment, parcel);
    }
  }
}
