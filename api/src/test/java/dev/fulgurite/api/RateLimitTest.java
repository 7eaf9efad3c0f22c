package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimitTest {
  @Test
  void pass_letsOneThroughPerInterval_andCountsTheOthers() {
    RateLimit limit = new RateLimit(100, Long.MAX_VALUE);

    assertThat(limit.pass(Long.MAX_VALUE)).hasValue(0);
    assertThat(limit.pass(Long.MAX_VALUE + 99)).isEmpty();
    assertThat(limit.pass(Long.MAX_VALUE + 50)).isEmpty();
    assertThat(limit.pass(Long.MAX_VALUE + 100)).hasValue(2);
    assertThat(limit.pass(Long.MAX_VALUE + 200)).hasValue(0);
  }
}
