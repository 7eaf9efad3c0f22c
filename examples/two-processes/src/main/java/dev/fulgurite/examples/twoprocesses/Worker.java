package dev.fulgurite.examples.twoprocesses;

import dev.fulgurite.exporter.redis.Claimed;
import dev.fulgurite.exporter.redis.RedisLink;
import dev.fulgurite.exporter.redis.RedisStreamPublisher;
import dev.fulgurite.exporter.redis.StreamEntry;
import dev.fulgurite.exporter.redis.StreamGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes sections: takes some, does one after the other, and acknowledges each when it is done. */
final class Worker {
  /** Whoever holds a section for longer is taken for dead. */
  private static final Duration DEAD_AFTER = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration WORK = Duration.ofMillis(100);
  private static final int AT_ONCE = 4;
  private static final int MAX_DELIVERIES = 3;

  private final RedisLink link;
  private final Report report;
  private final StreamGroup group;
  private final String name;

  private Worker(RedisLink link, String job, String name) {
    this.link = link;
    this.name = name;
    this.report = new Report(job, RedisStreamPublisher.create(link));
    this.group = report.writer(name);
  }

  static void run(String url, String job, String name) throws InterruptedException {
    try (RedisLink link = RedisLink.create(url)) {
      new Worker(link, job, name).work();
    }
  }

  /** Until nobody holds anything, and there is nothing new. */
  private void work() throws InterruptedException {
    List<StreamEntry> next = next();
    while (!next.isEmpty() || link.await(group.pending()) > 0) {
      for (StreamEntry section : next) {
        write(section);
      }
      next = next();
    }
  }

  private List<StreamEntry> next() {
    Claimed claimed = link.await(group.claim(DEAD_AFTER, AT_ONCE, MAX_DELIVERIES));
    if (!claimed.entries().isEmpty()) {
      System.out.println(name + ": takes over " + claimed.entries().size() + " sections");
      return new ArrayList<>(claimed.entries());
    }
    return link.await(group.read(AT_ONCE, PATIENCE));
  }

  private void write(StreamEntry section) throws InterruptedException {
    Thread.sleep(WORK.toMillis()); // a model would be asked here
    Map<String, Object> written =
        Map.of("section", section.data().getOrDefault("section", 0), "by", name);
    link.await(report.publisher().custom(report.writtenJob(), "section_written", written));
    link.await(group.acknowledge(List.of(section)));
    System.out.println(name + ": wrote section " + section.data().get("section"));
  }
}
