package dev.fulgurite.acceptance;

import java.util.Collection;

/** Something that takes OTLP, asked afterwards. Dies with the test. */
interface OtlpReceiver extends AutoCloseable {
  /** What {@code OTEL_EXPORTER_OTLP_PROTOCOL} is to be. */
  String protocol();

  /** What {@code OTEL_EXPORTER_OTLP_ENDPOINT} is to be. */
  String endpoint();

  Collection<String> spanIds() throws Exception;

  /** Everything received, as text, to look for what must not be there. */
  String everything() throws Exception;

  @Override
  void close() throws Exception;
}
