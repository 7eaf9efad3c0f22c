package dev.fulgurite.exporter.pipeline;

import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Finds the destinations that modules bring along. What cannot be used costs one line. */
record Destinations(StorePipeline pipeline, Configuration configuration, Consumer<String> lines) {
  private static final String REDIS = "redis";

  /** {@code loader} sees the providers. */
  void addAll(ClassLoader loader) {
    boolean redis = false;
    try {
      for (DestinationProvider provider : ServiceLoader.load(DestinationProvider.class, loader)) {
        redis |= provider.name().equals(REDIS);
        add(provider);
      }
    } catch (Throwable t) { // a broken provider, a library of its that is missing
      lines.accept("a destination cannot be used, the others go on: " + t);
    }
    sayWhatIsMissing(redis);
  }

  private void add(DestinationProvider provider) {
    try {
      Optional<SpanExporter> exporter = provider.create(configuration);
      if (exporter.isPresent()) {
        boolean content = provider.wantsContent(configuration);
        pipeline.addDestination(provider.name(), exporter.get(), content);
      }
    } catch (IllegalArgumentException e) {
      lines.accept("no spans go to '" + provider.name() + "': " + e.getMessage());
    }
  }

  private void sayWhatIsMissing(boolean redis) {
    boolean named = !configuration.text(Setting.REDIS_URL).isEmpty();
    if (named && !redis) {
      lines.accept(
          Setting.REDIS_URL.key()
              + " is set, but nothing here can send to Redis: put fulgurite-redis and lettuce-core on"
              + " the application's class path and use Fulgurite as a library");
    }
    if (!named && configuration.text(Setting.FORWARD).equals(REDIS)) {
      lines.accept(
          "%s=redis, but %s does not say where Redis is: set it to redis://host:6379"
              .formatted(Setting.FORWARD.key(), Setting.REDIS_URL.key()));
    }
  }
}
