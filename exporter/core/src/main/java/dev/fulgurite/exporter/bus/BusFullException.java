package dev.fulgurite.exporter.bus;

/**
 * Under {@link dev.fulgurite.exporter.OverflowPolicy#RAISE} a handler's queue had no room for a
 * published event. Its span is recorded all the same, and other handlers get it.
 */
public final class BusFullException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BusFullException(Subscription subscription, String eventId) {
    super("event " + eventId + " found the queue full of " + subscription);
  }
}
