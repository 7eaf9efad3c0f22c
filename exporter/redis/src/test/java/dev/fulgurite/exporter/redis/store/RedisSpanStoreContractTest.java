package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.redis.SharedRedis;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.testkit.SpanStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisSpanStoreContractTest extends SpanStoreContract {
  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  @Override
  protected SpanStore createStore() {
    String location = REDIS.url() + "?store=" + REDIS.name();
    return new RedisStoreProvider()
        .open(location.substring("redis:".length()), StoreOptions.defaults());
  }
}
