package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.redis.RedisLink;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoreProvider;

/**
 * Opens {@code redis://user:password@host:6379}, as {@link RedisLink#create} reads it. {@code
 * ?store=NAME} at the end keeps several stores on one server apart.
 */
public final class RedisStoreProvider implements StoreProvider {
  @Override
  public String scheme() {
    return "redis";
  }

  @Override
  public boolean hasOutbox() {
    return true;
  }

  @Override
  public SpanStore open(String location, StoreOptions options) {
    return StoreOpening.open(scheme() + ":" + location, options);
  }
}
