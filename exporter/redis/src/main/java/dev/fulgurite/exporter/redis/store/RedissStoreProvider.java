package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoreProvider;

/** As {@link RedisStoreProvider}, over TLS: {@code rediss://user:password@host:6379}. */
public final class RedissStoreProvider implements StoreProvider {
  @Override
  public String scheme() {
    return "rediss";
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
