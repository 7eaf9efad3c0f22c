package dev.fulgurite.exporter.redis;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One Redis for a class of tests, and a name for each that no other uses. */
public final class SharedRedis implements BeforeAllCallback, AfterAllCallback {
  private final AtomicInteger names = new AtomicInteger();
  private TestRedis redis;
  private RedisLink link;

  @Override
  public void beforeAll(ExtensionContext context) {
    redis = TestRedis.start();
    link = RedisLink.create(redis.url());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    link.close();
    redis.close();
  }

  public RedisLink link() {
    return link;
  }

  public String url() {
    return redis.url();
  }

  public String name() {
    return "job-" + names.incrementAndGet();
  }
}
