package dev.fulgurite.exporter.redis.store;

/**
 * Where a store's parts are. Braces make a cluster keep them on one server, so that a script can
 * change several as one.
 */
record StoreKeys(String name) {
  /** A stream: an entry for each span, whose id is the number of its arrival. */
  String spans() {
    return prefix() + "spans";
  }

  /** A hash: trace and span id to the number of arrival. */
  String ids() {
    return prefix() + "ids";
  }

  /** A hash of numbers. */
  String meta() {
    return prefix() + "meta";
  }

  /** A stream: the numbers of the spans that were removed. */
  String removed() {
    return prefix() + "removed";
  }

  /** A hash: process and destination to a row. */
  String ledger() {
    return prefix() + "ledger";
  }

  /** A set: the destinations that have an outbox. */
  String destinations() {
    return prefix() + "destinations";
  }

  /** A hash for each destination, whose name follows. */
  String outbox() {
    return prefix() + "outbox:";
  }

  private String prefix() {
    return "{fulgurite:" + name + "}:";
  }
}
