package dev.fulgurite.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PublishedTaskTest {
  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final RedisLink link = REDIS.link();
  private final RedisStreamPublisher publisher = RedisStreamPublisher.create(link);
  private final String job = REDIS.name();

  private List<StreamEntry> entries(int count) {
    await().until(() -> link.await(publisher.length(job)) == count);
    return link.await(publisher.stream(job).read("0-0", 10));
  }

  @Test
  @Tag("seed:002.wrapper.completed")
  void run_publishesStartedItsOwnAndCompleted() throws Exception {
    Map<String, Object> outline = Map.of("title", "技术文档");

    Object result =
        publisher.run(
            job,
            "outline_generation",
            () -> {
              publisher.outlineGenerated(job, outline);
              return Map.of("outline", outline);
            });

    assertThat(result).isEqualTo(Map.of("outline", outline));
    List<StreamEntry> entries = entries(3);
    assertThat(entries)
        .extracting(StreamEntry::eventType)
        .containsExactly("task_started", "outline_generated", "task_completed");
    assertThat(entries.get(2).data())
        .containsEntry("task_type", "outline_generation")
        .containsEntry("result", Map.of("outline", outline))
        .containsKeys("duration", "duration_ms");
    assertThat((String) entries.get(2).data().get("duration")).matches("[0-9.]+s");
  }

  @Test
  @Tag("seed:002.wrapper.failed")
  void run_publishesFailedAndRethrows() {
    IOException thrown = new IOException("no model");

    assertThatThrownBy(
            () ->
                publisher.run(
                    job,
                    "outline_generation",
                    () -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);

    List<StreamEntry> entries = entries(2);
    assertThat(entries.get(1).eventType()).isEqualTo("task_failed");
    assertThat(entries.get(1).data())
        .containsEntry("error", "no model")
        .containsEntry("error_type", "java.io.IOException");
  }

  @Test
  @Tag("seed:002.wrapper.failed")
  void run_doesTheWork_whenRedisIsAway() throws Exception {
    try (RedisLink nowhere = RedisLink.create("redis://127.0.0.1:1")) {
      assertThat(RedisStreamPublisher.create(nowhere).run(job, "t", () -> 42)).isEqualTo(42);
    }
  }

  @Test
  void run_publishesTheText_whenTheResultHasNoJson() throws Exception {
    Object odd = new Object();

    assertThat(publisher.run(job, "t", () -> odd)).isSameAs(odd);
    assertThat(entries(2).get(1).data()).containsEntry("result", Map.of("value", odd.toString()));
  }

  @Test
  @Tag("seed:002.wrapper.completed")
  void runAsync_publishesWhenTheWorkIsDone() {
    CompletableFuture<String> work = new CompletableFuture<>();
    var running = publisher.runAsync(job, "t", () -> work);
    assertThat(entries(1)).hasSize(1);

    work.complete("done");

    assertThat(running.toCompletableFuture().join()).isEqualTo("done");
    assertThat(entries(2).get(1).data()).containsEntry("result", Map.of("value", "done"));
  }

  @Test
  @Tag("seed:002.wrapper.failed")
  void runAsync_publishesFailed() {
    CompletableFuture<String> work = new CompletableFuture<>();
    var running = publisher.runAsync(job, "t", () -> work);
    work.completeExceptionally(new IllegalStateException("broken"));

    assertThat(running.toCompletableFuture()).isCompletedExceptionally();
    assertThat(entries(2).get(1).data()).containsEntry("error", "broken");
  }
}
