package dev.fulgurite.exporter.otlp;

/** Whether requests are compressed. */
public enum OtlpCompression {
  /** Least CPU, and right where the collector is on the same machine. */
  NONE("none"),
  /**
   * A fraction of the bytes, the smaller the more texts repeat, for most of the CPU of an export.
   */
  GZIP("gzip");

  private final String setting;

  OtlpCompression(String setting) {
    this.setting = setting;
  }

  /** As {@code OTEL_EXPORTER_OTLP_COMPRESSION} spells it. */
  String setting() {
    return setting;
  }
}
