package dev.fulgurite.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Session;
import dev.fulgurite.exporter.ScopeStamper;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RedisStreamPublisherTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123Z");
  private static TestRedis redis;

  private final RedisLink link = RedisLink.create(redis.url());
  private final RedisStreamPublisher publisher =
      RedisStreamPublisher.builder(link).setClock(Clock.fixed(NOW, ZoneOffset.UTC)).build();

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

  private List<StreamEntry> entries(String job) {
    return link.await(publisher.stream(job).read(RedisStream.BEGINNING, 100));
  }

  private StreamEntry only(String job) {
    List<StreamEntry> entries = entries(job);
    assertThat(entries).hasSize(1);
    return entries.get(0);
  }

  @Test
  @Tag("seed:002.init")
  @Tag("seed:002.publish-event")
  @Tag("seed:002.name")
  @Tag("seed:002.payload")
  void publish_writesTheDocumentsFields() {
    Published published =
        link.await(
            publisher.publish(
                "job_001",
                Map.of(
                    "event_type", "custom_event", "message", "自定义事件", "timestamp", "2025-01-01")));

    StreamEntry entry = only("job_001");
    assertThat(entry.id()).isEqualTo(published.entryId());
    assertThat(entry.stream()).isEqualTo("job_events:job_001").isEqualTo(published.stream());
    assertThat(entry.fields().keySet()).containsExactly("data", "timestamp", "event_type");
    assertThat(entry.fields().get("data")).contains("\"message\":\"自定义事件\"");
    assertThat(entry.eventType()).isEqualTo("custom_event");
    assertThat(entry.timestamp()).isEqualTo("2025-01-01");
  }

  @Test
  @Tag("seed:002.payload")
  void publish_writesUnknownAndNoTime_whenTheEventHasNeither() {
    link.await(publisher.publish("bare", Map.of("n", 1)));

    assertThat(only("bare").fields())
        .containsExactly(
            Map.entry("data", "{\"n\":1}"),
            Map.entry("timestamp", ""),
            Map.entry("event_type", "unknown"));
  }

  @Test
  @Tag("seed:002.types.custom")
  void custom_keepsAnyStructure() {
    Map<String, Object> fields =
        Map.of(
            "nested",
            Map.of("list", List.of(1, 2.0, "x", Map.of("deep", true)), "empty", List.of()));
    link.await(publisher.custom("free", "my.own/type", fields));

    StreamEntry entry = only("free");
    assertThat(entry.eventType()).isEqualTo("my.own/type");
    assertThat(entry.data()).containsEntry("nested", fields.get("nested"));
  }

  @Test
  @Tag("seed:002.task-started")
  @Tag("seed:002.types.task")
  void taskStarted_hasTheJobTheTaskAndFurtherFields() {
    link.await(
        publisher.taskStarted("t1", "outline_generation", Map.of("task_prompt", "生成技术文档大纲")));

    assertThat(only("t1").data())
        .containsEntry("event_type", "task_started")
        .containsEntry("job_id", "t1")
        .containsEntry("task_type", "outline_generation")
        .containsEntry("task_prompt", "生成技术文档大纲")
        .containsEntry("timestamp", only("t1").timestamp());
    assertThat(Instant.parse(only("t1").timestamp())).isEqualTo(NOW);
  }

  @Test
  @Tag("seed:002.task-progress")
  @Tag("seed:002.types.task")
  void taskProgress_hasTheProgress() {
    link.await(
        publisher.taskProgress("t2", "outline_generation", "正在分析用户需求", Map.of("step", "analysis")));

    assertThat(only("t2").eventType()).isEqualTo("task_progress");
    assertThat(only("t2").data())
        .containsEntry("progress", "正在分析用户需求")
        .containsEntry("step", "analysis");
  }

  @Test
  @Tag("seed:002.task-completed")
  @Tag("seed:002.types.task")
  void taskCompleted_hasTheResult() {
    Map<String, Object> result = Map.of("outline", Map.of("title", "技术文档"));
    link.await(
        publisher.taskCompleted("t3", "outline_generation", result, Map.of("duration", "30s")));

    assertThat(only("t3").eventType()).isEqualTo("task_completed");
    assertThat(only("t3").data()).containsEntry("result", result).containsEntry("duration", "30s");
  }

  @Test
  @Tag("seed:002.task-failed")
  @Tag("seed:002.types.task")
  void taskFailed_hasTheError() {
    link.await(publisher.taskFailed("t4", "outline_generation", "no model", Map.of("retries", 3)));

    assertThat(only("t4").eventType()).isEqualTo("task_failed");
    assertThat(only("t4").data()).containsEntry("error", "no model").containsEntry("retries", 3);
  }

  @Test
  @Tag("seed:002.outline")
  @Tag("seed:002.types.business")
  void outlineGenerated_hasTheOutline() {
    Map<String, Object> outline = Map.of("title", "技术文档", "nodes", List.of(Map.of("id", "1")));
    link.await(publisher.outlineGenerated("t5", outline));

    assertThat(only("t5").eventType()).isEqualTo("outline_generated");
    assertThat(only("t5").data()).containsEntry("outline", outline).containsEntry("job_id", "t5");
  }

  @Test
  @Tag("seed:002.document")
  @Tag("seed:002.types.business")
  void documentGenerated_hasTheDocument() {
    Map<String, Object> document = Map.of("title", "技术文档", "content", "...", "word_count", 1500);
    link.await(publisher.documentGenerated("t6", document));

    assertThat(only("t6").eventType()).isEqualTo("document_generated");
    assertThat(only("t6").data()).containsEntry("document", document);
  }

  @Test
  void fixedFields_cannotBeReplaced() {
    link.await(
        publisher.taskFailed(
            "t7", "x", "real", Map.of("error", "other", "job_id", "other", "event_type", "other")));

    assertThat(only("t7").data())
        .containsEntry("error", "real")
        .containsEntry("job_id", "t7")
        .containsEntry("event_type", "task_failed");
  }

  @Test
  @Tag("seed:002.length")
  @Tag("seed:002.info")
  void lengthAndInfo_areThoseOfTheStream() {
    assertThat(link.await(publisher.length("counted"))).isZero();
    assertThat(link.await(publisher.info("counted"))).isEqualTo(new StreamInfo(0, "", "0-0", 0));

    List<Published> published =
        link.await(publisher.publishAll("counted", List.of(Map.of("n", 1), Map.of("n", 2))));

    assertThat(link.await(publisher.length("counted"))).isEqualTo(2);
    assertThat(link.await(publisher.info("counted")))
        .isEqualTo(new StreamInfo(2, published.get(0).entryId(), published.get(1).entryId(), 0));
  }

  @Test
  void publishAll_keepsTheOrder() {
    List<Map<String, Integer>> events =
        IntStream.range(0, 1_000).mapToObj(n -> Map.of("n", n)).toList();
    link.await(publisher.publishAll("many", events));

    List<StreamEntry> read = link.await(publisher.stream("many").read("0-0", 2_000));
    assertThat(read)
        .extracting(entry -> entry.data().get("n"))
        .containsExactlyElementsOf(IntStream.range(0, 1_000).mapToObj(n -> (Object) n).toList());
  }

  @Test
  @Tag("seed:002.async")
  void publish_returnsAtOnce_whenRedisDoesNotAnswer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RedisLink nowhere =
            RedisLink.create("redis://127.0.0.1:" + silent.getLocalPort() + "?timeout=300ms")) {
      CompletionStage<Published> stage =
          RedisStreamPublisher.create(nowhere).publish("j", Map.of("n", 1));

      assertThat(stage.toCompletableFuture()).isNotDone();
      assertThatThrownBy(() -> nowhere.await(stage))
          .isInstanceOf(RedisStreamException.class)
          .hasMessageContaining("fulgurite.redis.url=redis://127.0.0.1:");
    }
  }

  @Test
  @Tag("seed:002.errors")
  void publish_recovers_whenRedisComesBack() throws Exception {
    try (TestRedis other = TestRedis.start();
        RedisLink own = RedisLink.create(other.url())) {
      RedisStreamPublisher there = RedisStreamPublisher.create(own);
      own.await(there.publish("j", Map.of("n", 1)));
      other.kill();
      CompletionStage<Published> during = there.publish("j", Map.of("n", 2));
      other.restart();

      own.await(during);
      assertThat(own.await(there.length("j"))).isEqualTo(2);
    }
  }

  @Test
  @Tag("seed:002.errors")
  void publish_failsWithWhatToDo_whenNobodyListens() {
    try (RedisLink nowhere = RedisLink.create("redis://:pass@127.0.0.1:1")) {
      assertThatThrownBy(
              () ->
                  nowhere.await(RedisStreamPublisher.create(nowhere).publish("j", Map.of("n", 1))))
          .isInstanceOfSatisfying(
              RedisStreamException.class, e -> assertThat(e.reason()).isEqualTo("unavailable"))
          .hasMessageContaining("redis://:***@127.0.0.1:1")
          .hasMessageContaining("Connection refused");
    }
  }

  @Test
  void publish_refusesWhatIsNoEvent() {
    assertThatThrownBy(() -> publisher.publish("", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jobId must not be empty: it names the stream");
    assertThatThrownBy(() -> publisher.publish("j", Map.of("self", new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("event cannot be written as JSON: ");
  }

  @Test
  void event_isASpanInItsSession_whoseIdsAreInTheEntry() {
    InMemorySpanExporter spans = InMemorySpanExporter.create();
    RedisStreamPublisher traced =
        RedisStreamPublisher.builder(link).setEmitter(emitter(spans)).build();

    Published published;
    try (Scope scope = Session.builder("s-9").open()) {
      published = link.await(traced.publish("spans", Map.of("event_type", "x")));
    }

    SpanData span = spans.getFinishedSpanItems().get(0);
    assertThat(span.getName()).isEqualTo("job.event");
    assertThat(span.getAttributes().get(AttributeKey.stringKey("session.id"))).isEqualTo("s-9");
    assertThat(only("spans").spanId()).isEqualTo(span.getSpanId()).isEqualTo(published.spanId());
    assertThat(only("spans").traceId()).isEqualTo(span.getTraceId());
    assertThat(JobEvent.in(span.getAttributes()))
        .contains(new JobEvent("spans", "x", "", "{\"event_type\":\"x\"}", Delivery.DIRECT));
  }

  @Test
  void storedEvent_isRefused_whenNothingRecordsIt() {
    RedisStreamPublisher stored =
        RedisStreamPublisher.builder(link)
            .setEmitter(Emitter.create(OpenTelemetry.noop()))
            .setDelivery(Delivery.STORED)
            .build();

    assertThatThrownBy(() -> link.await(stored.publish("j", Map.of())))
        .isInstanceOf(RedisStreamException.class)
        .hasMessageContaining("attach Fulgurite, or use Delivery.DIRECT");
  }

  private static Emitter emitter(InMemorySpanExporter spans) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(ScopeStamper.create())
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();
    return Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
  }
}
