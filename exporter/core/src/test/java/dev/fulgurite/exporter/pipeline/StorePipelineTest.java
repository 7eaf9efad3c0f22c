package dev.fulgurite.exporter.pipeline;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.ExportFailure;
import dev.fulgurite.exporter.FakeStoreProvider;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.BusEventType;
import dev.fulgurite.exporter.bus.EventBus;
import dev.fulgurite.exporter.bus.EventDraft;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.store.PrivateFiles;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorePipelineTest {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void pipeline_stampsRedactsAndKeeps() {
    StorePipeline pipeline = open("keeps", Map.of());
    assertThat(FakeStoreProvider.reader("keeps")).as("before the first span").isNull();
    emitter(pipeline).message("mail ann@example.com");

    LedgerSnapshot ledger = pipeline.close(Duration.ofSeconds(10));

    assertThat(ledger.delivered()).isOne();
    assertThat(ledger.balanced()).isTrue();
    StoredSpan span = spans("keeps").get(0);
    assertThat(span.string("agentlightning.message.body")).isEqualTo("mail [redacted:email]");
    assertThat(span.string("session.id")).isEqualTo(span.traceId());
    assertThat(lines).isEmpty();
  }

  @Test
  void bus_hearsWhatIsKept_redactedAsItIs() {
    StorePipeline pipeline =
        pipeline(Map.of("fulgurite.store", "none", "fulgurite.redact.keys", "order.note"));
    EventBus bus = EventBus.builder().setEmitter(() -> emitter(pipeline)).build();
    pipeline.addBus(bus);
    List<BusEvent> events = new CopyOnWriteArrayList<>();
    assertThat(pipeline.ledgers()).doesNotContainKey("bus");
    bus.subscribe(BusEventType.CUSTOM, events::add);

    bus.publish(EventDraft.of(BusEventType.of("order")).metadata("order.note", "by hand"));
    pipeline.close(Duration.ofSeconds(10));

    assertThat(events)
        .singleElement()
        .satisfies(e -> assertThat((String) e.metadata().get("order.note")).contains("redacted"));
    assertThat(pipeline.ledgers().get("bus").delivered()).isOne();
    assertThat(bus.subscriptions()).as("the pipeline does not close it").hasSize(1);
    bus.close();
  }

  @Test
  void rulesThatTheStoreDoesNotHold_areOneLine() {
    keepInMemory("fulgurite.store.max-age", "30d");
    keepInMemory("fulgurite.store.keep", "errors");

    assertThat(lines).hasSize(2).allMatch(line -> line.startsWith("memory stores do not hold all"));
  }

  @Test
  void rulesThatTheStoreHolds_areNoLine() {
    keepInMemory("fulgurite.store.max-spans-per-session", "5");

    assertThat(lines).isEmpty();
  }

  private void keepInMemory(String rule, String value) {
    StorePipeline pipeline = pipeline(Map.of("fulgurite.store", "memory:", rule, value));
    emitter(pipeline).message("hello");
    assertThat(pipeline.close(Duration.ofSeconds(10)).delivered()).isOne();
  }

  @Test
  void close_takesAnyDeadline() {
    StorePipeline pipeline = open("patient", Map.of("fulgurite.store", "none"));

    assertThat(pipeline.close(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(LedgerSnapshot.EMPTY);
  }

  @Test
  void otherDestinations_getSpansWithoutContent_andARowInTheStore() {
    InMemorySpanExporter bare = InMemorySpanExporter.create();
    Remembering whole = new Remembering();
    StorePipeline pipeline = open("journal", Map.of());
    pipeline.addDestination("otlp", bare, false);
    pipeline.addDestination("agl", whole, true);
    emitter(pipeline).message("content");
    assertThat(pipeline.forceFlush().join(10, SECONDS).isSuccess()).isTrue();

    assertThat(bare.getFinishedSpanItems().toString()).doesNotContain("body");
    assertThat(whole.spans.toString()).contains("content");
    pipeline.close(Duration.ofSeconds(10));
    assertThat(pipeline.ledgers().keySet()).containsExactly("fake", "otlp", "agl");
    assertThat(reader("journal").ledger())
        .hasSize(3)
        .allMatch(LedgerRow::closed)
        .allMatch(row -> row.counts().delivered() == 1)
        .extracting(LedgerRow::processId)
        .containsOnly(reader("journal").ledger().get(0).processId());
  }

  @Test
  @Tag("seed:001.isolation")
  void close_keepsEverythingInTheStore_whenAnotherDestinationNeverAnswers() {
    StorePipeline pipeline = open("silent", Map.of("fulgurite.shutdown.timeout", "300ms"));
    Remembering silent = new Remembering();
    silent.answer = new CompletableResultCode();
    pipeline.addDestination("otlp", silent, false);
    Emitter emitter = emitter(pipeline);
    for (int i = 0; i < 100; i++) {
      emitter.message("m" + i);
    }

    LedgerSnapshot ledger = pipeline.close(Duration.ofSeconds(10));

    assertThat(ledger.delivered()).isEqualTo(100);
    assertThat(spans("silent")).hasSize(100);
    assertThat(pipeline.ledgers().get("otlp").delivered()).isZero();
    assertThat(pipeline.ledgers().get("otlp").inFlight()).isZero();
    assertThat(reader("silent").ledger())
        .filteredOn(row -> row.destination().equals("otlp"))
        .extracting(LedgerRow::counts)
        .containsExactly(pipeline.ledgers().get("otlp"));
  }

  @Test
  @Tag("seed:001.loss.persisted")
  void forwardedDestination_getsWhatTheStoreKeeps_acrossRuns() {
    Remembering collector = new Remembering();
    collector.answer = CompletableResultCode.ofFailure();
    for (int run = 0; run < 3; run++) {
      StorePipeline pipeline = open("forward", Map.of("fulgurite.forward", "otlp"));
      pipeline.addDestination("otlp", collector, false);
      if (run == 2) {
        collector.spans.clear();
        collector.answer = CompletableResultCode.ofSuccess();
      }
      emitter(pipeline).message("content " + run);
      assertThat(pipeline.forceFlush().join(10, SECONDS).isSuccess()).isEqualTo(run == 2);
      pipeline.close(Duration.ofSeconds(10));
      LedgerSnapshot ledger = pipeline.ledgers().get("otlp");
      assertThat(ledger.balanced()).isTrue();
      assertThat(ledger.delivered()).isEqualTo(run == 2 ? 3 : 0);
    }

    assertThat(collector.spans).hasSize(3);
    assertThat(collector.spans.toString()).doesNotContain("content");
    assertThat(lines).filteredOn(line -> line.contains("wait in the outbox")).hasSize(2);
    assertThat(reader("forward").ledger())
        .hasSize(6)
        .allMatch(LedgerRow::closed)
        .allMatch(row -> row.counts().balanced());
  }

  @Test
  void forwardedDestination_isSentToFromMemory_whenTheStoreCannotForward() {
    Remembering collector = new Remembering();
    StorePipeline pipeline =
        pipeline(Map.of("fulgurite.store", "none", "fulgurite.forward", "otlp"));
    pipeline.addDestination("otlp", collector, false);
    emitter(pipeline).message("m");
    pipeline.close(Duration.ofSeconds(10));

    assertThat(collector.spans).hasSize(1);
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("cannot forward", "from memory", "fulgurite.store=none");
  }

  @Test
  void forwardedDestination_isSentToFromMemory_whenTheStoreCannotOpen() {
    Remembering collector = new Remembering();
    StorePipeline pipeline =
        pipeline(Map.of("fulgurite.store", "fake:broken", "fulgurite.forward", "otlp"));
    pipeline.addDestination("otlp", collector, false);
    emitter(pipeline).message("one");
    pipeline.forceFlush().join(10, SECONDS);
    emitter(pipeline).message("two");
    pipeline.close(Duration.ofSeconds(10));

    assertThat(collector.spans).hasSize(2);
    assertThat(pipeline.ledgers().get("otlp").delivered()).isEqualTo(2);
    assertThat(lines)
        .hasSize(2)
        .anyMatch(line -> line.contains("from memory, since the store cannot be opened"));
  }

  @Test
  void storeThatCannotOpen_isOneLine_andTheProgramGoesOn() {
    for (String broken : List.of("fake:broken", "fake:unlinked", "nonsense:x")) {
      lines.clear();
      StorePipeline pipeline = pipeline(Map.of("fulgurite.store", broken));
      emitter(pipeline).message("lost");
      emitter(pipeline).message("lost too");

      LedgerSnapshot ledger = pipeline.close(Duration.ofSeconds(10));

      assertThat(ledger.failedByReason()).isEqualTo(Map.of("store_unavailable", 2L));
      assertThat(lines).singleElement().asString().contains(broken, "the program runs on");
    }
  }

  @Test
  void spansAreNotKept_whereTheyCannotBeEncryptedAsAskedFor(@TempDir Path folder)
      throws IOException {
    Path key = folder.resolve("store.key");
    PrivateFiles.createFile(key);
    Files.writeString(key, "0f".repeat(32));
    String setting = "fulgurite.store.key-file";
    StorePipeline pipeline = pipeline(Map.of("fulgurite.store", "memory:", setting, "" + key));
    emitter(pipeline).message("lost");

    LedgerSnapshot ledger = pipeline.close(Duration.ofSeconds(10));

    assertThat(ledger.failedByReason()).isEqualTo(Map.of("store_unavailable", 1L));
    assertThat(lines).singleElement().asString().contains("memory:", setting);
  }

  @Test
  void settings_reachTheProcessor() {
    StorePipeline pipeline =
        open(
            "settings",
            Map.of(
                "fulgurite.sample-rate", "0",
                "fulgurite.redact.keys", "*.body",
                "fulgurite.redact.patterns", "x+"));
    emitter(pipeline).message("sampled out");
    emitter(pipeline).reward(dev.fulgurite.api.Reward.of(1).attribute("note", "xxx y"));

    assertThat(pipeline.close(Duration.ofSeconds(10)).sampledOut()).isOne();
    assertThat(spans("settings"))
        .singleElement()
        .satisfies(span -> assertThat(span.string("note")).isEqualTo("[redacted:pattern] y"));
  }

  @Test
  void callback_isAskedByEveryDestination_andItsFailureIsSaidOnce() {
    InMemorySpanExporter remote = InMemorySpanExporter.create();
    String broken = RedactionCallbackTest.Broken.class.getName();
    StorePipeline pipeline = open("callback", Map.of("fulgurite.redact.callback", broken));
    pipeline.addDestination("otlp", remote, true);
    emitter(pipeline).message("secret");
    assertThat(pipeline.forceFlush().join(10, SECONDS).isSuccess()).isTrue();

    assertThat(remote.getFinishedSpanItems().toString())
        .contains("[redacted:error]")
        .doesNotContain("secret");
    pipeline.close(Duration.ofSeconds(10));
    assertThat(spans("callback").toString()).contains("[redacted:error]").doesNotContain("secret");
    assertThat(lines).hasSize(1);
  }

  @Test
  void remoteDestination_isTriedAgain_andFailsOver_asTheSettingsSay() {
    Map<String, String> settings =
        Map.of(
            "fulgurite.export.retry.max-attempts", "2",
            "fulgurite.export.retry.initial-backoff", "1ms",
            "fulgurite.export.breaker.failures", "100");
    Remembering first = new Remembering();
    Remembering second = new Remembering();
    first.answer = CompletableResultCode.ofFailure();
    second.answer = CompletableResultCode.ofFailure();
    StorePipeline pipeline = open("retries", settings);
    pipeline.addDestination("otlp", List.of(first, second), false);
    emitter(pipeline).message("m");
    pipeline.close(Duration.ofSeconds(10));

    assertThat(first.spans).hasSize(2);
    assertThat(second.spans).hasSize(2);
    assertThat(pipeline.ledgers().get("otlp").failed()).isOne();
    assertThat(pipeline.ledgers().get("otlp").detail().actions()).containsEntry("retries", 3L);
  }

  @Test
  void refusedSpans_lieBesideAStoreThatIsAFile(@TempDir Path folder) {
    StorePipeline pipeline =
        pipeline(Map.of("fulgurite.store", "sqlite:" + folder.resolve("spans.db")));
    Remembering remote = new Remembering();
    remote.answer =
        CompletableResultCode.ofExceptionalFailure(ExportFailure.rejected("bad", "HTTP 400"));
    pipeline.addDestination("otlp", remote, false);
    emitter(pipeline).message("mail ann@example.com");
    pipeline.close(Duration.ofSeconds(10));

    assertThat(folder.resolve("spans.db.quarantine.jsonl"))
        .content()
        .contains("HTTP 400", "[redacted:email]", "\"destination\":\"otlp\"")
        .doesNotContain("ann@");
    assertThat(lines).anySatisfy(line -> assertThat(line).contains("spans.db.quarantine.jsonl"));
  }

  @Test
  void destination_needsAnEndpoint() {
    StorePipeline pipeline = pipeline(Map.of("fulgurite.store", "none"));

    assertThatThrownBy(() -> pipeline.addDestination("otlp", List.of(), false))
        .hasMessage("exporters must not be empty: name one for 'otlp'");
  }

  @Test
  void noStore_isNoStore_whenTheSettingSaysNone() {
    StorePipeline pipeline = pipeline(Map.of("fulgurite.store", "none"));
    emitter(pipeline).message("nowhere");

    assertThat(pipeline.close(Duration.ofSeconds(10))).isEqualTo(LedgerSnapshot.EMPTY);
    assertThat(pipeline.store()).isNull();
  }

  @Test
  void redis_isSaidToBeMissing_whenNothingHereSendsToIt() {
    pipeline(Map.of("fulgurite.store", "none", "fulgurite.redis.url", "redis://localhost"));

    assertThat(lines).singleElement().asString().startsWith("fulgurite.redis.url is set, but");
  }

  @Test
  void redis_isAskedFor_whenItIsForwardedToWithoutAnAddress() {
    pipeline(Map.of("fulgurite.store", "none", "fulgurite.forward", "redis"));

    assertThat(lines)
        .containsExactly(
            "fulgurite.forward=redis, but fulgurite.redis.url does not say where Redis is:"
                + " set it to redis://host:6379");
  }

  private StorePipeline open(String store, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("fulgurite.store", "fake:" + store);
    return pipeline(all);
  }

  private StorePipeline pipeline(Map<String, String> settings) {
    return StorePipeline.open(
        Configuration.ofProcess(settings), getClass().getClassLoader(), lines::add);
  }

  private static Emitter emitter(StorePipeline pipeline) {
    SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(pipeline).build();
    return Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
  }

  private static List<StoredSpan> spans(String store) {
    return reader(store).spans(SpanQuery.builder().setLimit(1000).build()).spans();
  }

  private static SpanReader reader(String store) {
    return FakeStoreProvider.reader(store);
  }

  /** Keeps what it got also when it is shut down. */
  private static final class Remembering implements SpanExporter {
    private final List<SpanData> spans = new CopyOnWriteArrayList<>();
    private volatile CompletableResultCode answer = CompletableResultCode.ofSuccess();

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
      spans.addAll(batch);
      return answer;
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
