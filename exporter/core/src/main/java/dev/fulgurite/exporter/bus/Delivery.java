package dev.fulgurite.exporter.bus;

import org.jspecify.annotations.Nullable;

/** One event for one subscription. Its fields belong to the lock of the mailbox. */
final class Delivery {
  final Announcement announcement;
  long number;
  @Nullable Lane lane;
  @Nullable Thread runner;
  long startedNanos;

  /** Whether it is known what became of it, though its handler may still run. */
  boolean settled;

  Delivery(Announcement announcement) {
    this.announcement = announcement;
  }

  Priority priority() {
    return announcement.priority();
  }
}
