package dev.fulgurite.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  @Test
  void address_isRead() {
    RedisAddress address = RedisAddress.parse("rediss://me:secret@redis.example:6380/2?timeout=3s");

    assertThat(address.uris()).hasSize(1);
    assertThat(address.uris().get(0).getHost()).isEqualTo("redis.example");
    assertThat(address.uris().get(0).getPort()).isEqualTo(6380);
    assertThat(address.uris().get(0).getDatabase()).isEqualTo(2);
    assertThat(address.uris().get(0).isSsl()).isTrue();
    assertThat(address.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(address).hasToString("rediss://me:***@redis.example:6380/2?timeout=3s");
  }

  @Test
  void timeout_isTenSeconds_whereTheUrlSaysNone() {
    assertThat(RedisAddress.parse("redis://localhost").timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void nodes_areRead() {
    RedisAddress address = RedisAddress.parse("redis://:p@a:7000, redis://:p@b:7001");

    assertThat(address.uris()).extracting(uri -> uri.getHost()).containsExactly("a", "b");
    assertThat(address.toString()).isEqualTo("redis://:***@a:7000, redis://:***@b:7001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost:6379", "http://localhost", "redis://", "redis://a,", "redis://a:x"})
  void otherUrls_areRefusedWithTheRemedy(String url) {
    assertThatThrownBy(() -> RedisAddress.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "fulgurite.redis.url=" + url + " is no address of Redis: write redis://");
  }

  @Test
  void link_showsNoPassword() {
    try (RedisLink link = RedisLink.create("redis://me:secret@localhost")) {
      assertThat(link).hasToString("RedisLink{redis://me:***@localhost}");
    }
  }
}
