package dev.fulgurite.examples.twoprocesses;

import dev.fulgurite.exporter.redis.RedisLink;
import dev.fulgurite.exporter.redis.RedisStream;
import dev.fulgurite.exporter.redis.RedisStreamPublisher;
import dev.fulgurite.exporter.redis.StreamEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Starts a planner and a worker, kills the worker half-way, and starts another. */
final class Demo {
  private static final int SECTIONS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  static void run(String url) throws Exception {
    String job = "report-" + UUID.randomUUID();
    try (RedisLink link = RedisLink.create(url)) {
      Report report = new Report(job, RedisStreamPublisher.create(link));
      Process planner = start("plan", url, job, String.valueOf(SECTIONS));
      await(link, report.plan(), SECTIONS);
      Process first = start("work", url, job, "first");
      await(link, report.written(), SECTIONS / 2);
      first.destroyForcibly().waitFor();
      System.out.println("demo: killed the first worker, which holds sections");
      Process second = start("work", url, job, "second");
      second.waitFor();
      planner.waitFor();
      link.await(report.plan().delete());
      link.await(report.written().delete());
    }
  }

  /** Until the stream has so many entries. */
  private static void await(RedisLink link, RedisStream stream, int entries) {
    String last = RedisStream.BEGINNING;
    int count = 0;
    while (count < entries) {
      for (StreamEntry entry : link.await(stream.follow(last, entries, PATIENCE))) {
        last = entry.id();
        count++;
      }
    }
  }

  /** This program again, in a JVM of its own. */
  private static Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).inheritIO().start();
  }

  private Demo() {}
}
