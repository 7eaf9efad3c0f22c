package dev.fulgurite.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Session;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisDestinationTest {
  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final String session = REDIS.name();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Runs a program of three spans; gives the destination's ledger. */
  private LedgerSnapshot run(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("fulgurite.store", "memory:");
    settings.putIfAbsent("fulgurite.redis.url", REDIS.url());
    StorePipeline pipeline =
        StorePipeline.open(
            Configuration.ofContainer(settings), getClass().getClassLoader(), lines::add);
    SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(pipeline).build();
    Emitter emitter =
        Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
    try (Scope scope = Session.builder(session).open()) {
      emitter.message("what was said");
      emitter.reward(0.5);
      emitter.object(Map.of("k", "v"));
    }
    pipeline.close(Duration.ofSeconds(10));
    return pipeline.ledgers().getOrDefault("redis", LedgerSnapshot.EMPTY);
  }

  private List<StreamEntry> entries() {
    RedisStream stream = REDIS.link().stream(RedisStreamExporter.streamOf(session));
    return REDIS.link().await(stream.read(RedisStream.BEGINNING, 100));
  }

  @Test
  void everySpan_goesToItsSessionsStream_withoutContent() {
    assertThat(run(Map.of()).delivered()).isEqualTo(3);

    assertThat(entries()).hasSize(3);
    for (StreamEntry entry : entries()) {
      assertThat(entry.fields().keySet()).containsExactly("span", "trace_id", "span_id");
      StoredSpan span = SpanJson.read(entry.fields().get("span"));
      assertThat(span.spanId()).isEqualTo(entry.spanId());
      assertThat(span.traceId()).isEqualTo(entry.traceId());
      assertThat(span.string("session.id")).isEqualTo(session);
    }
    assertThat(entries().toString()).doesNotContain("what was said");
    assertThat(lines).isEmpty();
  }

  @Test
  void content_goesAlong_whenTheSettingSaysSo() {
    run(Map.of("fulgurite.redis.content", "true"));

    assertThat(entries().toString()).contains("what was said");
  }

  @Test
  void streams_areTrimmed_whenTheSettingSaysSo() {
    for (int i = 0; i < 100; i++) {
      run(Map.of("fulgurite.redis.max-length", "10"));
    }

    assertThat(entries()).hasSizeBetween(10, 200); // about: Redis trims whole blocks of 100
  }

  @Test
  void replay_givesBackTheSpans() {
    run(Map.of("fulgurite.redis.content", "true"));
    RedisStream stream = REDIS.link().stream(RedisStreamExporter.streamOf(session));

    try (InMemorySpanStore store = InMemorySpanStore.create()) {
      assertThat(stream.replayInto(store)).isEqualTo(3);

      assertThat(store.reader().spans(SpanQuery.ALL).spans())
          .extracting(StoredSpan::name)
          .containsExactlyInAnyOrder(
              "agentlightning.message", "agentlightning.annotation", "agentlightning.object");
      assertThat(store.reader().sessions(SpanQuery.ALL))
          .singleElement()
          .matches(summary -> summary.sessionId().equals(session) && summary.rewards() == 1);
    }
  }

  @Test
  void wrongUrl_costsOneLine_andTheStoreGoesOn() {
    assertThat(run(Map.of("fulgurite.redis.url", "localhost"))).isEqualTo(LedgerSnapshot.EMPTY);

    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("no spans go to 'redis': fulgurite.redis.url=localhost is no address of Redis");
  }

  @Test
  void closedLink_isRefused() {
    RedisLink link = RedisLink.create(REDIS.url());
    link.close();
    link.close();

    List<Runnable> calls = new ArrayList<>();
    calls.add(() -> link.await(link.stream("s").length()));
    calls.add(() -> link.await(link.stream("s").follow("0-0", 1, Duration.ofSeconds(9))));
    calls.add(() -> link.await(RedisStreamPublisher.create(link).publish("j", Map.of())));
    for (Runnable call : calls) {
      assertThatThrownBy(call::run)
          .isInstanceOf(RedisStreamException.class)
          .hasMessageContaining("the link was closed");
    }
  }

  @Test
  void exporter_refusesWrongSettings() {
    RedisLink link = RedisLink.create(REDIS.url());

    assertThatThrownBy(() -> RedisStreamExporter.create(link, -1, 0))
        .hasMessage("waitReplicas must be 0 or more: -1");
    assertThatThrownBy(() -> RedisStreamExporter.create(link, 0, -1))
        .hasMessage("maxLength must be 0 or more: -1");
  }
}
