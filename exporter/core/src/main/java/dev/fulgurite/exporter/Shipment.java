package dev.fulgurite.exporter;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was one batch: a parcel, or after a split several, sent one after the other so that a batch
 * never takes more than its one place in flight. The worker owns it.
 */
final class Shipment {
  private final ArrayDeque<Parcel> parcels;
  private final long batch;
  private int rejections;

  /** {@code batch}: its number. */
  Shipment(long batch, List<Parcel> parcels) {
    this.batch = batch;
    this.parcels = new ArrayDeque<>(parcels);
  }

  /** The one whose turn it is; null when all have settled. */
  @Nullable Parcel first() {
    return parcels.peekFirst();
  }

  /** The first has settled. */
  void removeFirst() {
    parcels.removeFirst();
  }

  /** These go next. */
  void addFirst(List<Parcel> next) {
    for (int i = next.size() - 1; i >= 0; i--) {
      parcels.addFirst(next.get(i));
    }
  }

  long batch() {
    return batch;
  }

  boolean isDone() {
    return parcels.isEmpty();
  }

  /** Whether an answer is awaited. */
  boolean isAwaited() {
    Parcel parcel = first();
    return parcel != null && parcel.awaited() != null;
  }

  /** Nanoseconds until the first may be sent. */
  long untilReady(long now) {
    Parcel parcel = first();
    return parcel == null ? 0 : parcel.untilReady(now);
  }

  /** Returns how many there were, this one included. */
  int countRejection() {
    return ++rejections;
  }
}
