package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.redis.RedisLink;
import dev.fulgurite.exporter.redis.RedisStreamPublisher;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import redis.embedded.RedisServer;

/** Events of a job to a stream: in batches, and one {@code XADD} per round trip. */
final class RedisPublishing {
  private static final int EVENTS = 400_000;
  private static final int BATCH = 500;
  private static final int SINGLE_EVENTS = 30_000;

  /** Batches that may await their answer. */
  private static final int UNDER_WAY = 8;

  static void run(Table table) throws Exception {
    Path folder = Folders.create("redis");
    int port = freePort();
    RedisServer server =
        RedisServer.newRedisServer()
            .port(port)
            .setting("bind 127.0.0.1")
            .setting("save \"\"")
            .setting("dir " + folder.toAbsolutePath())
            .build();
    server.start();
    try {
      String url = "redis://127.0.0.1:" + port;
      Pairs<Double> pairs = Pairs.run(() -> batches(url), () -> oneByOne(url));
      table.row(
          "events to a Redis stream, batches of %d, against one XADD per round trip"
              .formatted(BATCH),
          "/s",
          pairs.medians(perSecond -> perSecond));
    } finally {
      server.stop();
      Folders.delete(folder);
    }
  }

  private static double batches(String url) {
    try (RedisLink link = RedisLink.create(url)) {
      RedisStreamPublisher publisher = RedisStreamPublisher.create(link);
      link.await(link.stream("job_events:batches").delete());
      List<List<Map<String, Object>>> batches =
          IntStream.range(0, EVENTS / BATCH).mapToObj(RedisPublishing::batch).toList();
      long start = System.nanoTime();
      List<CompletionStage<?>> underWay = new ArrayList<>();
      for (List<Map<String, Object>> batch : batches) {
        underWay.add(publisher.publishAll("batches", batch));
        if (underWay.size() == UNDER_WAY) {
          link.await(underWay.remove(0));
        }
      }
      underWay.forEach(link::await);
      double perSecond = perSecond(EVENTS, start);
      check(link.await(publisher.length("batches")), EVENTS);
      return perSecond;
    }
  }

  private static List<Map<String, Object>> batch(int number) {
    return IntStream.range(0, BATCH).mapToObj(i -> event(number * BATCH + i)).toList();
  }

  private static Map<String, Object> event(int number) {
    return Map.of(
        "event_type",
        "task_progress",
        "job_id",
        "batches",
        "progress",
        "step " + number,
        "timestamp",
        "2026-11-21T12:00:00Z");
  }

  /** The same bytes, as the document's publisher sends them. */
  private static double oneByOne(String url) {
    RedisClient client = RedisClient.create(url);
    try (var connection = client.connect()) {
      RedisCommands<String, String> redis = connection.sync();
      redis.del("job_events:single");
      long start = System.nanoTime();
      for (int i = 0; i < SINGLE_EVENTS; i++) {
        redis.xadd("job_events:single", fields(i));
      }
      double perSecond = perSecond(SINGLE_EVENTS, start);
      check(redis.xlen("job_events:single"), SINGLE_EVENTS);
      return perSecond;
    } finally {
      client.shutdown();
    }
  }

  private static Map<String, String> fields(int number) {
    String data =
        "{\"event_type\":\"task_progress\",\"job_id\":\"batches\",\"progress\":\"step "
            + number
            + "\",\"timestamp\":\"2026-11-21T12:00:00Z\"}";
    return Map.of("data", data, "timestamp", "2026-11-21T12:00:00Z", "event_type", "task_progress");
  }

  private static double perSecond(int events, long start) {
    return events * 1e9 / (System.nanoTime() - start);
  }

  private static void check(long found, long expected) {
    if (found != expected) {
      throw new IllegalStateException(found + " entries instead of " + expected);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private RedisPublishing() {}
}
