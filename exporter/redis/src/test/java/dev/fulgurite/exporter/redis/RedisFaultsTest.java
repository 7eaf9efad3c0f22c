package dev.fulgurite.exporter.redis;

/** A slice of {@link RedisFaultsIT}. */
class RedisFaultsTest extends RedisFaults {
  RedisFaultsTest() {
    super(1_000);
  }
}
