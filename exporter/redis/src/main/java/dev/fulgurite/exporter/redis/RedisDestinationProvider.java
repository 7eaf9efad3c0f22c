package dev.fulgurite.exporter.redis;

import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.pipeline.DestinationProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Optional;

/** The destination {@code redis}, where {@code fulgurite.redis.url} says where Redis is. */
public final class RedisDestinationProvider implements DestinationProvider {
  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Optional<SpanExporter> create(Configuration configuration) {
    String url = configuration.text(Setting.REDIS_URL);
    if (url.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        RedisStreamExporter.create(
            RedisLink.create(url),
            configuration.integer(Setting.REDIS_WAIT_REPLICAS),
            configuration.integer(Setting.REDIS_MAX_LENGTH)));
  }

  @Override
  public boolean wantsContent(Configuration configuration) {
    return configuration.isTrue(Setting.REDIS_CONTENT);
  }
}
