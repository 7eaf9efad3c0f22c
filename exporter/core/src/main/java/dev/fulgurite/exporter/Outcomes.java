package dev.fulgurite.exporter;

import dev.fulgurite.exporter.delivery.RetryPolicy;
import dev.fulgurite.exporter.delivery.SplitLimit;
import java.util.List;
import java.util.function.LongConsumer;

/** Counts what became of a parcel, and says what somebody should know. The worker owns it. */
final class Outcomes {
  private final Pipe pipe;
  private final DeliverySettings settings;
  private final LongConsumer lost;
  private final Runnable delivered;
  private final SplitLimit splits = new SplitLimit();
  private int active;

  /**
   * @param lost told which batch lost a span
   * @param delivered told of progress: a destination took spans
   */
  Outcomes(Pipe pipe, LongConsumer lost, Runnable delivered) {
    this.pipe = pipe;
    this.lost = lost;
    this.delivered = delivered;
    this.settings = pipe.settings().delivery();
  }

  /** One for each batch, or where it is told apart, for each attempt that is in it. */
  List<Parcel> parcels(List<QueuedSpan> spans, long now) {
    RetryPolicy policy = settings.retryPolicy();
    return settings.splitByAttempt()
        ? AttemptKey.group(spans).stream().map(group -> new Parcel(group, policy, now)).toList()
        : List.of(new Parcel(spans, policy, now));
  }

  /** The answer came when nobody waited for it any more, and yet in time. */
  void deliverLate(Parcel parcel) {
    pipe.ledger().deliver(parcel.spans());
    delivered.run();
  }

  void deliver(Parcel parcel, Endpoint endpoint) {
    splits.accepted();
    pipe.ledger().deliver(parcel.spans());
    delivered.run();
    if (endpoint.index() > active) {
      pipe.actions().count(Actions.FAILOVERS);
      pipe.warnings().failedOver(endpoint);
    } else if (endpoint.index() < active) {
      pipe.actions().count(Actions.FAILBACKS);
    }
    active = endpoint.index();
  }

  void fail(Shipment shipment, Parcel parcel) {
    Answer last = parcel.failure();
    fail(shipment, parcel, last == null ? Answer.failed(Loss.SHUTDOWN, "") : last);
  }

  /** Splits what was refused, unless it is one span, or a search without hope. */
  void reject(Shipment shipment, Parcel parcel, Answer answer, Endpoint endpoint) {
    List<QueuedSpan> spans = parcel.spans();
    boolean split = splits.rejected(shipment.countRejection());
    if (spans.size() > 1 && split) {
      pipe.actions().count(Actions.SPLITS);
      shipment.addFirst(parcel.halves());
    } else {
      pipe.actions().add(Actions.REJECTED, spans.size());
      fail(shipment, parcel, new Answer(answer.failure(), Loss.REJECTED, said(answer), 0));
      quarantine(spans, said(answer), endpoint);
    }
  }

  /** Nobody waits for the parcel any more. */
  void abandon(Shipment shipment, Parcel parcel) {
    Parcel.Attempt awaited = parcel.awaited();
    Answer answer = awaited == null ? null : awaited.call().abandon();
    if (awaited == null) {
      fail(shipment, parcel);
    } else if (answer == null) {
      fail(shipment, parcel, Answer.failed(Loss.SHUTDOWN, ""));
    } else if (answer.isSuccess()) {
      deliver(parcel, awaited.endpoint());
    } else {
      fail(shipment, parcel, answer);
    }
  }

  void breakerOpened(Endpoint endpoint, Answer answer) {
    pipe.actions().count(Actions.BREAKER_OPENED);
    pipe.warnings().breakerOpened(endpoint, said(answer));
  }

  /** Something of ours broke on the way. */
  void broke(Shipment shipment, Throwable t) {
    for (Parcel parcel = shipment.first(); parcel != null; parcel = shipment.first()) {
      shipment.removeFirst();
      fail(shipment, parcel, Answer.failed(Loss.ERROR, ""));
    }
    pipe.warnings().processorBroke(t);
  }

  private void fail(Shipment shipment, Parcel parcel, Answer answer) {
    pipe.warnings().heard(answer);
    pipe.ledger().fail(parcel.spans(), answer.reason());
    lost.accept(shipment.batch());
  }

  private void quarantine(List<QueuedSpan> spans, String reason, Endpoint endpoint) {
    Quarantine quarantine = settings.quarantine();
    if (quarantine != null) {
      endpoint
          .calls()
          .run(
              () -> {
                spans.forEach(span -> quarantine.keep(span.data(), reason));
                pipe.actions().add(Actions.QUARANTINED, spans.size());
              });
    }
  }

  private static String said(Answer answer) {
    return answer.message().isEmpty() ? answer.reason() : answer.message();
  }
}
