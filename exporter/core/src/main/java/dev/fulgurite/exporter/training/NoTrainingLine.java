package dev.fulgurite.exporter.training;

/** A call cannot become a training line; the message is the reason, in the plural of calls. */
final class NoTrainingLine extends Exception {
  private static final long serialVersionUID = 1L;

  NoTrainingLine(String reason) {
    super(reason, null, false, false);
  }
}
