package dev.fulgurite.exporter.bus.handler;

import dev.fulgurite.exporter.bus.BusEvent;
import java.util.Locale;

/**
 * Something that somebody should know.
 *
 * @param event what it is about
 */
public record Alert(Severity severity, String title, String message, BusEvent event) {
  /** How bad it is. */
  public enum Severity {
    /** An error. */
    HIGH,
    /** Something slow. */
    WARNING;

    /** Lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
