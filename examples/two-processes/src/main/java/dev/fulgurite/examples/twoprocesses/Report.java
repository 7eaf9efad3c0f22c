package dev.fulgurite.examples.twoprocesses;

import dev.fulgurite.exporter.redis.RedisStream;
import dev.fulgurite.exporter.redis.RedisStreamPublisher;
import dev.fulgurite.exporter.redis.StreamGroup;

/**
 * What the processes agree on.
 *
 * @param job whose events are the sections to be written
 */
record Report(String job, RedisStreamPublisher publisher) {
  /** The job whose events are the sections that were. */
  String writtenJob() {
    return job + "-written";
  }

  RedisStream plan() {
    return publisher.stream(job);
  }

  RedisStream written() {
    return publisher.stream(writtenJob());
  }

  /** The one who works under this name. */
  StreamGroup writer(String name) {
    return plan().group("writers", name);
  }
}
