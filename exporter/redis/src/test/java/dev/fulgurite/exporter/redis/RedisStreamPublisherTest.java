package dev.fulgurite.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisStreamPublisherTest {
  private static TestRedis redis;

  private final RedisLink link = RedisLink.create(redis.url());
  private final RedisStreamPublisher publisher = RedisStreamPublisher.create(link);

  @BeforeAll
  static void start() {
    redis = TestRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @AfterEach
  void close() {
    link.close();
  }

  @Test
  void publish_writesTheDocumentsFields() {
    Published published =
        link.await(
            publisher.publish(
                "job_001",
                Map.of(
                    "event_type", "custom_event", "message", "自定义事件", "timestamp", "2025-01-01")));

    List<StreamEntry> entries =
        link.await(publisher.stream("job_001").read(RedisStream.BEGINNING, 10));
    assertThat(entries).hasSize(1);
    StreamEntry entry = entries.get(0);
    assertThat(entry.id()).isEqualTo(published.entryId());
    assertThat(entry.stream()).isEqualTo("job_events:job_001");
    assertThat(entry.fields().keySet()).containsExactly("data", "timestamp", "event_type");
    assertThat(entry.fields().get("data")).contains("\"message\":\"自定义事件\"");
    assertThat(entry.eventType()).isEqualTo("custom_event");
    assertThat(entry.timestamp()).isEqualTo("2025-01-01");
  }
}
