package dev.fulgurite.exporter.pressure;

/** On above one value, off again only at a lower one. Not thread-safe. */
final class Threshold {
  private final double on;
  private final double off;
  private boolean isOn;

  Threshold(double on, double off) {
    this.on = on;
    this.off = off;
  }

  /** Returns whether it changed; an unknown value, NaN, changes nothing. */
  boolean changes(double value) {
    boolean next = isOn ? !(value <= off) : value > on;
    boolean changed = next != isOn;
    isOn = next;
    return changed;
  }

  boolean isOn() {
    return isOn;
  }
}
