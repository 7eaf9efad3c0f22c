package dev.fulgurite.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.Fulgurite;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BatchOrderTest {
  @Test
  void sessionsComeTogether_inTheOrderOfTheirFirstSpans_eachInItsOwn() {
    List<StoredSpan> spans =
        List.of(span("b", 1), span("a", 2), span("b", 3), span(null, 4), span("a", 5));

    assertThat(BatchOrder.bySession(spans))
        .extracting(StoredSpan::startEpochNanos)
        .containsExactly(1L, 3L, 2L, 5L, 4L);
  }

  @Test
  void oneSession_isTheListItself() {
    List<StoredSpan> spans = List.of(span("a", 1), span("a", 2));

    assertThat(BatchOrder.bySession(spans)).isSameAs(spans);
    assertThat(BatchOrder.bySession(List.of())).isEmpty();
  }

  private static StoredSpan span(@Nullable String session, long start) {
    Attributes attributes =
        session == null
            ? Attributes.empty()
            : Attributes.of(AttributeKey.stringKey(Fulgurite.SESSION_ID), session);
    return TestSpans.span(start, attributes);
  }
}
