package dev.fulgurite.exporter.otlp;

/** Whether requests are compressed. */
public enum OtlpCompression {
  /** Least CPU, and right where the collector is on the same machine. */
  NONE("none"),
  /** About a tenth to a fifth of the bytes, for most of an export's CPU. */
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
