package dev.fulgurite.exporter.redis;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.api.Emitter;
import java.time.Clock;

/** How a {@link RedisStreamPublisher} is to be. Not thread-safe. */
public final class RedisStreamPublisherBuilder {
  final RedisLink link;
  Emitter emitter = Emitter.global();
  Delivery delivery = Delivery.DIRECT;
  Clock clock = Clock.systemUTC();
  private int replicas;
  private long maxLength;

  RedisStreamPublisherBuilder(RedisLink link) {
    this.link = link;
  }

  /** Makes the events' spans; default {@link Emitter#global()}. */
  public RedisStreamPublisherBuilder setEmitter(Emitter emitter) {
    this.emitter = requireNonNull(emitter, "emitter");
    return this;
  }

  /** Who puts events on their streams; default {@link Delivery#DIRECT}. */
  public RedisStreamPublisherBuilder setDelivery(Delivery delivery) {
    this.delivery = requireNonNull(delivery, "delivery");
    return this;
  }

  /** Dates the events; default the system's, in UTC. */
  public RedisStreamPublisherBuilder setClock(Clock clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /**
   * So many replicas must have an entry too before it counts as published; default 0. Only {@link
   * Delivery#DIRECT}: the destination has a setting.
   */
  public RedisStreamPublisherBuilder setWaitReplicas(int replicas) {
    this.replicas = (int) notNegative(replicas, "replicas");
    return this;
  }

  /** Streams are trimmed to about so many entries; default 0, for no bound. */
  public RedisStreamPublisherBuilder setMaxLength(long entries) {
    this.maxLength = notNegative(entries, "entries");
    return this;
  }

  static long notNegative(long value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must be 0 or more: " + value);
    }
    return value;
  }

  AppendRules rules() {
    return new AppendRules(replicas, maxLength);
  }

  public RedisStreamPublisher build() {
    return new RedisStreamPublisher(this);
  }
}
