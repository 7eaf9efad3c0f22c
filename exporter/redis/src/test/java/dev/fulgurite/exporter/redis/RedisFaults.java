package dev.fulgurite.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What may happen to a server, and afterwards everything published is there at least once. Nothing
 * counts as delivered before it is.
 */
abstract class RedisFaults {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path folder;
  private final TestRedis redis = TestRedis.start();
  private final RedisLink link = RedisLink.create(redis.url());
  private final int events;

  RedisFaults(int events) {
    this.events = events;
  }

  @AfterEach
  void stop() {
    link.close();
    redis.close();
  }

  private Forwarded program() {
    return new Forwarded(folder, redis.url() + "?timeout=1s", Map.of());
  }

  private String ask(String command, String... args) {
    return link.await(link.ask(redis -> TestCommands.send(redis, command, List.of(args))));
  }

  @Test
  void everythingArrives_whenRedisIsKilledAndRestarted() throws Exception {
    Random random = new Random(42);
    try (Forwarded program = program()) {
      for (int kill = 0; kill < 4; kill++) {
        program.publish(events / 4);
        long wanted = (long) (program.published.size() * random.nextDouble());
        await().atMost(PATIENCE).until(() -> program.ledger().delivered() >= wanted);
        redis.kill();
        program.publish(events / 20);
        redis.restart();
      }
      program.awaitDelivery();

      program.check("killed 4 times", link);
    }
  }

  @Test
  void everythingArrives_whenRedisIsSlow() {
    try (Forwarded program = program()) {
      program.publish(events / 2);
      program.awaitDelivery();
      ask("CLIENT", "PAUSE", "2500");
      program.publish(events / 2);
      program.awaitDelivery();

      program.check("paused for 2.5 s, answers awaited for 1 s", link);
      assertThat(program.lines).anyMatch(line -> line.contains("gave no answer within"));
    }
  }

  @Test
  void everythingArrives_whenRedisWasFull_andNothingCountsBefore() {
    try (Forwarded program = program()) {
      program.publish(events / 4);
      program.awaitDelivery();
      ask("CONFIG", "SET", "maxmemory-policy", "noeviction");
      ask("CONFIG", "SET", "maxmemory", "1mb");
      program.publish(events);
      await()
          .atMost(PATIENCE)
          .until(() -> program.lines.stream().anyMatch(line -> line.contains("is full")));

      assertThat(program.ledger().delivered()).isEqualTo(events / 4);
      assertThat(new HashSet<>(program.arrived(link))).hasSize(events / 4);
      assertThat(program.lines)
          .filteredOn(line -> line.contains("is full"))
          .singleElement()
          .asString()
          .contains(redis.url(), "OOM", "raise its maxmemory");

      ask("CONFIG", "SET", "maxmemory", "0");
      program.awaitDelivery();
      program.check("full (maxmemory, noeviction)", link);
    }
  }

  @Test
  void oneLineNamesKeyAndRemedy_whenThePasswordIsWrong_andItGoesOnWhenItIsRight() {
    String url = redis.url().replace("//", "//:secret@");
    try (RedisLink admin = RedisLink.create(url);
        Forwarded program =
            new Forwarded(folder, redis.url().replace("//", "//:wrong@"), Map.of())) {
      ask("CONFIG", "SET", "requirepass", "secret");
      program.publish(events / 4);
      await().atMost(PATIENCE).until(() -> !program.lines.isEmpty());

      assertThat(program.ledger().delivered()).isZero();
      assertThat(program.lines)
          .singleElement()
          .asString()
          .contains("fulgurite.redis.url=redis://:***@127.0.0.1", "WRONGPASS")
          .contains("correct the user and the password in that URL")
          .doesNotContain(":wrong@");

      admin.await(
          admin.ask(
              redis -> TestCommands.send(redis, "CONFIG", List.of("SET", "requirepass", "wrong"))));
      program.awaitDelivery();
      try (RedisLink right = RedisLink.create(redis.url().replace("//", "//:wrong@"))) {
        program.check("with a wrong password", right);
      }
    }
  }
}
