package dev.fulgurite.exporter.lightning;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.EventSpanProcessorBuilder;
import java.time.Duration;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link LightningStore}. Each setter throws {@link IllegalArgumentException} or {@link
 * NullPointerException} naming what is wrong. Not thread-safe.
 */
public final class LightningStoreBuilder {
  final HttpUrl url;
  @Nullable String workerId;
  Duration callTimeout = Duration.ofSeconds(5);
  Duration flushTimeout = Duration.ofSeconds(30);
  Consumer<EventSpanProcessorBuilder> delivery = builder -> {};

  LightningStoreBuilder(String url) {
    HttpUrl parsed = HttpUrl.parse(requireNonNull(url, "url").strip());
    if (parsed == null || parsed.pathSize() > 1 || !parsed.pathSegments().get(0).isEmpty()) {
      throw new IllegalArgumentException(
          "url must be an address without a path, such as http://localhost:4747, was " + url);
    }
    this.url = parsed;
  }

  /** Who runs the attempts, as the trainer's lists show it. Default: the store is not told. */
  public LightningStoreBuilder setWorkerId(String workerId) {
    this.workerId = requireNonNull(workerId, "workerId");
    return this;
  }

  /** For one call of a route. Default 5 s. */
  public LightningStoreBuilder setCallTimeout(Duration timeout) {
    this.callTimeout = positive(timeout, "callTimeout");
    return this;
  }

  /** How long closing a rollout waits for its spans to arrive. Default 30 s. */
  public LightningStoreBuilder setFlushTimeout(Duration timeout) {
    this.flushTimeout = positive(timeout, "flushTimeout");
    return this;
  }

  /**
   * Changes how spans are delivered. Default: emitters wait when the queue is full, and what cannot
   * be delivered for now is tried again. Attempts are always whole, each in requests of its own.
   */
  public LightningStoreBuilder setDelivery(Consumer<EventSpanProcessorBuilder> delivery) {
    this.delivery = requireNonNull(delivery, "delivery");
    return this;
  }

  /** It has sent nothing yet. */
  public LightningStore build() {
    return new LightningStore(this);
  }

  private static Duration positive(Duration value, String name) {
    if (requireNonNull(value, name).isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be above 0, was " + value);
    }
    return value;
  }
}
