package dev.fulgurite.examples.twoprocesses;

import dev.fulgurite.exporter.redis.RedisLink;
import dev.fulgurite.exporter.redis.RedisStream;
import dev.fulgurite.exporter.redis.RedisStreamPublisher;
import dev.fulgurite.exporter.redis.StreamEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Publishes the sections of a report, and waits until each is written. */
final class Planner {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  static void run(String url, String job, int sections) {
    try (RedisLink link = RedisLink.create(url)) {
      Report report = new Report(job, RedisStreamPublisher.create(link));
      link.await(report.writer("nobody").create(RedisStream.BEGINNING));
      List<Map<String, Object>> plan =
          IntStream.rangeClosed(1, sections)
              .mapToObj(n -> Map.<String, Object>of("event_type", "section_planned", "section", n))
              .toList();
      link.await(report.publisher().publishAll(job, plan));
      System.out.println("planner: planned " + sections + " sections");
      System.out.println(untilWritten(link, report.written(), sections));
    }
  }

  private static String untilWritten(RedisLink link, RedisStream written, int sections) {
    Set<Object> done = new TreeSet<>();
    Map<Object, Integer> writers = new TreeMap<>();
    String last = RedisStream.BEGINNING;
    while (done.size() < sections) {
      for (StreamEntry entry : link.await(written.follow(last, sections, PATIENCE))) {
        last = entry.id();
        done.add(entry.data().get("section"));
        writers.merge(entry.data().get("by"), 1, Integer::sum);
      }
    }
    int twice = writers.values().stream().mapToInt(Integer::intValue).sum() - sections;
    return "planner: %d of %d sections are written, by %s, %d of them twice"
        .formatted(done.size(), sections, writers, twice);
  }

  private Planner() {}
}
