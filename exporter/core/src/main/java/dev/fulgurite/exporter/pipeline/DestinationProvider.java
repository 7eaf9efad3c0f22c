package dev.fulgurite.exporter.pipeline;

import dev.fulgurite.exporter.config.Configuration;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Optional;

/**
 * A destination that a module on the class path brings along. Found by {@link
 * java.util.ServiceLoader} when a {@link StorePipeline} opens.
 */
public interface DestinationProvider {
  /** In the ledger, and for {@code fulgurite.forward}, such as {@code redis}. */
  String name();

  /**
   * Where to, as {@code configuration} says; empty where it wants nothing of the kind. Touches no
   * network and starts no thread: the first export does.
   *
   * @throws IllegalArgumentException naming the key, its value and the remedy
   */
  Optional<SpanExporter> create(Configuration configuration);

  /** Whether prompts, answers, arguments and the like go along. */
  boolean wantsContent(Configuration configuration);
}
