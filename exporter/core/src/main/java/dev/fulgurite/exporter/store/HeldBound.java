package dev.fulgurite.exporter.store;

/** How much may be held; passed when either number is. */
record HeldBound(long spans, long bytes) {
  boolean isPassedBy(long heldSpans, long heldBytes) {
    return heldSpans > spans || heldBytes > bytes;
  }
}
