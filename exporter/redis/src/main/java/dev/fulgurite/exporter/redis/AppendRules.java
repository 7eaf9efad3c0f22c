package dev.fulgurite.exporter.redis;

/**
 * What holds for every append.
 *
 * @param replicas so many must have it too before it counts as acknowledged
 * @param maxLength a stream is trimmed to about so many entries; 0 for no bound
 */
record AppendRules(int replicas, long maxLength) {
  static final AppendRules NONE = new AppendRules(0, 0);
}
