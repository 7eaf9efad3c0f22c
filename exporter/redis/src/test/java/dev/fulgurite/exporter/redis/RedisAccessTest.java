package dev.fulgurite.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.ExportFailure.Kind;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may, by the URL. */
class RedisAccessTest {
  private final TestRedis redis =
      TestRedis.start(
          ("--user writer on >secret ~job_events:* +@all -xtrim --user default off").split(" "));

  @AfterEach
  void stop() {
    redis.close();
  }

  private static Published publish(RedisLink link, String job) {
    return link.await(RedisStreamPublisher.create(link).publish(job, Map.of("n", 1)));
  }

  @Test
  void userAndPassword_openTheDoor() {
    try (RedisLink link = RedisLink.create(redis.url().replace("//", "//writer:secret@"))) {
      assertThat(publish(link, "j").entryId()).isNotEmpty();
    }
  }

  @Test
  void wrongPassword_isNamedWithoutTheSecret() {
    try (RedisLink link = RedisLink.create(redis.url().replace("//", "//writer:guess@"))) {
      assertThatThrownBy(() -> publish(link, "j"))
          .isInstanceOfSatisfying(
              RedisStreamException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PERMANENT))
          .hasMessageContaining("fulgurite.redis.url=redis://writer:***@127.0.0.1")
          .hasMessageContaining("WRONGPASS")
          .hasMessageContaining("correct the user and the password in that URL");
    }
  }

  @Test
  void wrongPassword_isNamed_whereTheFirstConnectionsAreClosedBeforeTheyAreGreeted()
      throws IOException {
    String url = redis.url().replace("//", "//writer:guess@");
    try (ClosingDoor door = ClosingDoor.before(redis.port(), 2);
        RedisLink link = RedisLink.create(url.replace(":" + redis.port(), ":" + door.port()))) {
      assertThatThrownBy(() -> publish(link, "j")).hasMessageContaining("WRONGPASS");
    }
  }

  @Test
  void whoClosesEveryConnection_isSaidToBeAway() throws IOException {
    try (ClosingDoor door = ClosingDoor.before(redis.port(), Integer.MAX_VALUE);
        RedisLink link = RedisLink.create("redis://127.0.0.1:" + door.port())) {
      assertThatThrownBy(() -> publish(link, "j"))
          .isInstanceOfSatisfying(
              RedisStreamException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RETRYABLE))
          .hasMessageContaining("cannot be reached");
    }
  }

  @Test
  void noPassword_isNamedToo() {
    try (RedisLink link = RedisLink.create(redis.url())) {
      assertThatThrownBy(() -> publish(link, "j")).hasMessageContaining("NOAUTH");
    }
  }

  @Test
  void whatTheUserMayNotDo_isNamed() {
    try (RedisLink link = RedisLink.create(redis.url().replace("//", "//writer:secret@"))) {
      publish(link, "j");

      assertThatThrownBy(() -> link.await(link.stream("job_events:j").trimToLength(0)))
          .hasMessageContaining("NOPERM");
      assertThatThrownBy(() -> link.await(link.stream("other").length()))
          .hasMessageContaining("NOPERM");
    }
  }
}
