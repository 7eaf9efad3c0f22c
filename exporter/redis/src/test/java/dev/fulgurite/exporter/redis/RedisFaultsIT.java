package dev.fulgurite.exporter.redis;

class RedisFaultsIT extends RedisFaults {
  RedisFaultsIT() {
    super(40_000);
  }
}
