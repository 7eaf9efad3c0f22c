package dev.fulgurite.exporter.autoconfigure;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.FakeStoreProvider;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.BusEventType;
import dev.fulgurite.exporter.bus.EventBus;
import dev.fulgurite.exporter.bus.EventHandler;
import dev.fulgurite.exporter.bus.Subscription;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AutoconfigureTest {
  @Test
  void jarOnTheClassPath_addsTheStore() {
    OpenTelemetrySdk sdk = sdk("added", Map.of("otel.traces.exporter", "none"));
    assertThat(FakeStoreProvider.reader("added")).isNull();
    Emitter.create(sdk).message("hello");
    sdk.shutdown().join(10, SECONDS);

    assertThat(spans("added"))
        .singleElement()
        .satisfies(s -> assertThat(s.string("session.id")).isEqualTo(s.traceId()));
    assertThat(ledger("added")).singleElement().matches(LedgerRow::closed);
  }

  @Test
  void exporterByName_keepsEverySpanOnce_withItsLedger() {
    OpenTelemetrySdk sdk = sdk("named", Map.of("otel.traces.exporter", "fulgurite"));
    Emitter.create(sdk).message("hello");
    assertThat(sdk.toString()).doesNotContain("BatchSpanProcessor");
    sdk.shutdown().join(10, SECONDS);

    assertThat(spans("named")).hasSize(1);
    assertThat(ledger("named")).singleElement().matches(row -> row.counts().delivered() == 1);
  }

  @Test
  void sampler_keepsRewards_whenTheHeadSamplerDropsAll() {
    OpenTelemetrySdk sdk =
        sdk("sampled", Map.of("otel.traces.exporter", "none", "otel.traces.sampler", "always_off"));
    Emitter.create(sdk).message("dropped");
    Emitter.create(sdk).reward(1);
    sdk.shutdown().join(10, SECONDS);

    assertThat(spans("sampled"))
        .extracting(StoredSpan::name)
        .containsExactly("agentlightning.annotation");
  }

  @Test
  void spansOfGooglesAdk_areStoredInTodaysNames() {
    OpenTelemetrySdk sdk = sdk("adk", Map.of("otel.traces.exporter", "none"));
    sdk.getTracer("gcp.vertex.agent").spanBuilder("call_llm").startSpan().end();
    sdk.shutdown().join(10, SECONDS);

    assertThat(spans("adk"))
        .singleElement()
        .satisfies(s -> assertThat(s.string("gen_ai.operation.name")).isEqualTo("chat"));
  }

  @Test
  @Tag("seed:004.executor.lifecycle")
  void globalBus_hearsTheSdk_andHasARowInItsStore() {
    List<BusEvent> events = new CopyOnWriteArrayList<>();
    OpenTelemetrySdk sdk = sdk("bus", Map.of("otel.traces.exporter", "none"));
    Emitter.create(sdk).message("before anybody listens");
    EventHandler handler = events::add;
    Subscription subscription = EventBus.global().subscribe(BusEventType.ANY, handler);
    sdk.getTracer("test")
        .spanBuilder("invoke_agent planner")
        .setAttribute("gen_ai.operation.name", "invoke_agent")
        .startSpan()
        .end();
    sdk.shutdown().join(10, SECONDS);
    EventBus.global().unsubscribe(subscription.id());

    assertThat(events)
        .extracting(event -> event.type().word())
        .containsExactly("agent_started", "agent_completed");
    assertThat(events.get(1).session()).as("stamped before").isEqualTo(events.get(1).traceId());
    assertThat(ledger("bus"))
        .filteredOn(row -> row.destination().equals("bus"))
        .singleElement()
        .satisfies(row -> assertThat(row.counts().delivered()).isEqualTo(2))
        .satisfies(row -> assertThat(row.counts().balanced()).isTrue());
  }

  @Test
  void storeNone_leavesTheSdkAlone() {
    OpenTelemetrySdk sdk =
        sdk(Map.of("fulgurite.store", "none", "otel.traces.exporter", "fulgurite"));

    assertThat(sdk.toString()).doesNotContain("StorePipeline").doesNotContain("PrioritySampler");
    sdk.close();
  }

  @Test
  void provider_givesABareExporter_whereNobodyTookOver() {
    Map<String, String> settings = Map.of("fulgurite.store", "fake:bare");
    SpanExporter exporter =
        new FulguriteExporterProvider()
            .createExporter(DefaultConfigProperties.createFromMap(settings));

    assertThat(exporter.toString()).contains("StoreExporter{destination=fake}");
    exporter.shutdown();
  }

  private static OpenTelemetrySdk sdk(String store, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("fulgurite.store", "fake:" + store);
    return sdk(all);
  }

  private static OpenTelemetrySdk sdk(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("otel.metrics.exporter", "none");
    all.put("otel.logs.exporter", "none");
    return AutoConfiguredOpenTelemetrySdk.builder()
        .addPropertiesSupplier(() -> all)
        .disableShutdownHook()
        .build()
        .getOpenTelemetrySdk();
  }

  private static List<StoredSpan> spans(String store) {
    return FakeStoreProvider.reader(store).spans(SpanQuery.builder().build()).spans();
  }

  private static List<LedgerRow> ledger(String store) {
    return FakeStoreProvider.reader(store).ledger();
  }
}
