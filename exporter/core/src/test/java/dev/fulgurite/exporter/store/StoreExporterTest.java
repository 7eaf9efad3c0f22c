package dev.fulgurite.exporter.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.ProcessRun;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoreExporterTest {
  private final WatchedStore store = new WatchedStore();
  private final List<String> lines = new ArrayList<>();

  @Test
  void export_keepsTheSpanWhole() {
    EventSpanProcessor processor = processor(StoreExporter.create(() -> store, "memory"));
    SpanContext context = span(processor);
    flush(processor);

    StoredSpan stored = store.delegate.reader().spans(SpanQuery.builder().build()).spans().get(0);
    assertThat(stored.spanId()).isEqualTo(context.getSpanId());
    assertThat(stored.parentSpanId()).isEqualTo(context.getSpanId().replaceAll(".", "a"));
    assertThat(stored.kind()).isEqualTo(SpanKind.CLIENT);
    assertThat(stored.status()).isEqualTo(StatusCode.ERROR);
    assertThat(stored.statusDescription()).isEqualTo("bad");
    assertThat(stored.string("k")).isEqualTo("v");
    assertThat(stored.events()).extracting(StoredSpan.Event::name).containsExactly("e");
    assertThat(stored.links()).hasSize(1);
    assertThat(stored.scopeName()).isEqualTo("test");
    assertThat(stored.resource().get(AttributeKey.stringKey("service.name"))).isNotNull();
  }

  @Test
  void ledger_goesWithTheBatch_asItIsAfterTheBatch() {
    EventSpanProcessor processor = processor(StoreExporter.create(() -> store, "memory"));
    span(processor);
    span(processor);
    flush(processor);

    LedgerRow first = store.appended.get(0);
    assertThat(first.counts().delivered()).isEqualTo(store.sizes.get(0).longValue());
    assertThat(first.counts().balanced()).isTrue();
    assertThat(first.closed()).isFalse();
    processor.shutdown().join(10, SECONDS);
    assertThat(store.delegateLedger)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.destination()).isEqualTo("memory");
              assertThat(row.pid()).isEqualTo(ProcessHandle.current().pid());
              assertThat(row.closed()).isTrue();
              assertThat(row.counts()).isEqualTo(processor.ledger());
              assertThat(row.counts().delivered()).isEqualTo(2);
            });
    assertThat(store.closes).hasValue(1);
  }

  @Test
  void journal_keepsTheOtherDestinations_toTheirEnd() {
    StoreExporter exporter = StoreExporter.create(() -> store, "memory");
    LedgerSnapshot otlp = new LedgerSnapshot(3, 0, 1, 2, 0, 0, Map.of("queue_full", 1L), Map.of());
    exporter.journal().register("otlp", () -> otlp);
    EventSpanProcessor processor = processor(exporter);
    span(processor);
    flush(processor);

    assertThat(store.delegate.reader().ledger())
        .extracting(LedgerRow::destination)
        .containsExactlyInAnyOrder("memory", "otlp");
    processor.shutdown().join(10, SECONDS);
    assertThat(store.delegateLedger)
        .filteredOn(row -> row.destination().equals("otlp"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.closed()).isTrue();
              assertThat(row.counts()).isEqualTo(otlp);
            });
  }

  @Test
  void failingStore_failsTheBatch_andSaysSoOnce() {
    EventSpanProcessor processor =
        processor(StoreExporter.create(() -> store, "memory", lines::add));
    store.refusal = new StoreException("disk full: free some space", null);
    span(processor);
    flush(processor);
    span(processor);
    flush(processor);

    assertThat(processor.ledger().failedByReason()).isEqualTo(Map.of("store_error", 2L));
    assertThat(lines)
        .containsExactly("the store of 'memory' refused a batch: disk full: free some space");
    store.refusal = null;
    span(processor);
    flush(processor);
    assertThat(processor.ledger().delivered()).isOne();
    assertThat(store.appended.get(0).counts().failed()).isEqualTo(2);
  }

  @Test
  void refusedBatch_isTriedAgainOrSplit_byWhatTheStoreThrew() {
    EventSpanProcessor processor =
        EventSpanProcessor.builder(StoreExporter.create(() -> store, "memory", lines::add))
            .setRetryPolicy(RetryPolicy.builder().setInitialBackoff(Duration.ZERO).build())
            .setScheduleDelay(Duration.ofHours(1))
            .setWarnings(line -> {})
            .build();
    store.refusals.add(new StoreException("locked", null));
    store.refusals.add(new IllegalArgumentException("no row for this one"));
    store.refusals.add(new IllegalArgumentException("no row for this one"));
    for (int i = 0; i < 4; i++) {
      span(processor);
    }
    flush(processor);

    LedgerSnapshot ledger = processor.ledger();
    assertThat(ledger.delivered()).isEqualTo(4);
    assertThat(ledger.detail().actions())
        .isEqualTo(Map.of("batches", 1L, "retries", 1L, "splits", 2L));
    assertThat(store.appended.get(store.appended.size() - 1).counts()).isEqualTo(ledger);
  }

  @Test
  void storedBatch_isDelivered_whenTheJournalIsRefused() {
    StoreExporter exporter = StoreExporter.create(() -> store, "memory", lines::add);
    LedgerSnapshot otlp = new LedgerSnapshot(1, 0, 0, 1, 0, 0, Map.of(), Map.of());
    exporter.journal().register("otlp", () -> otlp);
    EventSpanProcessor processor = processor(exporter);
    store.ledgerRefusal = new StoreException("disk full", null);
    span(processor);
    flush(processor);
    store.ledgerRefusal = null;

    assertThat(processor.ledger().delivered()).isOne();
    assertThat(lines).first().asString().contains("ledgers of [otlp]", "disk full");
    flush(processor);
    assertThat(store.delegate.reader().ledger())
        .extracting(LedgerRow::destination)
        .as("refused rows are written again")
        .contains("otlp");
  }

  @Test
  void batchThatTimedOut_isNotStored_whenTheStoreHadNotBegunIt() throws InterruptedException {
    CountDownLatch opened = new CountDownLatch(1);
    EventSpanProcessor processor =
        EventSpanProcessor.builder(
                StoreExporter.create(() -> openLate(opened), "memory", lines::add))
            .setExporterTimeout(Duration.ofMillis(250))
            .setWarnings(line -> {})
            .build();
    span(processor);
    await().until(() -> processor.ledger().failed() == 1);
    opened.countDown();
    await().until(() -> processor.forceFlush().join(10, SECONDS).isSuccess());

    assertThat(store.appended).isEmpty();
    assertThat(lines).isEmpty();
    assertThat(store.delegate.reader().ledger())
        .singleElement()
        .satisfies(row -> assertThat(row.counts()).isEqualTo(processor.ledger()));
    span(processor);
    flush(processor);
    assertThat(store.appended.get(0).counts())
        .isEqualTo(processor.ledger())
        .satisfies(counts -> assertThat(counts.delivered()).isOne())
        .satisfies(counts -> assertThat(counts.inFlight()).isZero());
  }

  @Test
  void storeThatCannotOpen_isTriedAgain_onlyEveryFewSeconds() {
    AtomicInteger opened = new AtomicInteger();
    AtomicLong clock = new AtomicLong();
    EventSpanProcessor processor =
        processor(
            StoreExporter.create(
                () -> {
                  if (opened.incrementAndGet() < 3) {
                    throw new StoreException("no", null);
                  }
                  return store;
                },
                "memory",
                lines::add,
                clock::get));
    assertThat(opened).hasValue(0);
    span(processor);
    flush(processor);
    span(processor);
    flush(processor);
    assertThat(opened).hasValue(1);
    clock.addAndGet(LazyStore.RETRY_NANOS);
    span(processor);
    flush(processor);
    assertThat(opened).hasValue(2);
    assertThat(lines).containsExactly("no; the program runs on, its spans are not kept");
    assertThat(processor.ledger().failedByReason()).isEqualTo(Map.of("store_unavailable", 3L));

    clock.addAndGet(LazyStore.RETRY_NANOS);
    span(processor);
    flush(processor);
    span(processor);
    flush(processor);
    assertThat(processor.ledger().delivered()).isEqualTo(2);
    assertThat(opened).hasValue(3);
    assertThat(lines).hasSize(2).last().asString().contains("opened after all");
  }

  @Test
  void preparedStore_isOpenBeforeTheFirstSpan_andTellsWhoListensSinceThen() {
    AtomicInteger opened = new AtomicInteger();
    StoreExporter exporter =
        StoreExporter.create(
            () -> {
              opened.incrementAndGet();
              return store;
            },
            "memory");
    exporter.prepare();
    assertThat(exporter.store()).isSameAs(store);
    List<SpanStore> told = new ArrayList<>();
    exporter.addListener(
        new StoreListener() {
          @Override
          public void opened(SpanStore open, ProcessRun run) {
            told.add(open);
          }

          @Override
          public void unavailable() {}

          @Override
          public void appended() {}
        });
    EventSpanProcessor processor = processor(exporter);
    span(processor);
    flush(processor);

    assertThat(processor.ledger().delivered()).isOne();
    assertThat(told).containsExactly(store);
    assertThat(opened).hasValue(1);
  }

  @Test
  void preparedStoreThatCannotOpen_isToldOnce_andFailsTheSpans() {
    StoreExporter exporter =
        StoreExporter.create(
            () -> {
              throw new StoreException("no", null);
            },
            "memory",
            lines::add);
    exporter.prepare();
    EventSpanProcessor processor = processor(exporter);
    span(processor);
    flush(processor);

    assertThat(lines).containsExactly("no; the program runs on, its spans are not kept");
    assertThat(processor.ledger().failedByReason()).isEqualTo(Map.of("store_unavailable", 1L));
  }

  @Test
  void batchThatWasGivenUpWhileItWasWritten_isFailedInTheRowToo() {
    CountDownLatch held = new CountDownLatch(1);
    store.held = held;
    EventSpanProcessor processor =
        EventSpanProcessor.builder(StoreExporter.create(() -> store, "memory", lines::add))
            .setExporterTimeout(Duration.ofMillis(250))
            .setWarnings(line -> {})
            .build();
    span(processor);
    await().until(() -> processor.ledger().failed() == 1);
    held.countDown();

    await()
        .untilAsserted(
            () ->
                assertThat(store.delegate.reader().ledger())
                    .singleElement()
                    .satisfies(row -> assertThat(row.counts()).isEqualTo(processor.ledger())));
    assertThat(processor.ledger().failed()).isOne();
  }

  @Test
  void refusedLedger_isNoRefusedBatch() {
    EventSpanProcessor processor =
        processor(StoreExporter.create(() -> store, "memory", lines::add));
    span(processor);
    flush(processor);
    store.ledgerRefusal = new StoreException("disk full", null);
    flush(processor);

    assertThat(lines).containsExactly("the store of 'memory' refused a ledger: disk full");
  }

  @Test
  void nothingIsOpened_withoutSpans() {
    EventSpanProcessor processor =
        processor(
            StoreExporter.create(
                () -> {
                  throw new AssertionError("opened");
                },
                "memory"));
    flush(processor);

    assertThat(processor.shutdown().join(10, SECONDS).isSuccess()).isTrue();
  }

  /** Held, interrupts notwithstanding. */
  private SpanStore openLate(CountDownLatch opened) {
    awaitUninterruptibly(opened);
    return store;
  }

  static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // held on purpose
      }
    }
  }

  private static EventSpanProcessor processor(StoreExporter exporter) {
    return EventSpanProcessor.builder(exporter).setWarnings(line -> {}).build();
  }

  private static void flush(EventSpanProcessor processor) {
    assertThat(processor.forceFlush().join(10, SECONDS).isDone()).isTrue();
  }

  private static SpanContext span(EventSpanProcessor processor) {
    SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(processor).build();
    SpanContext parent =
        SpanContext.createFromRemoteParent(
            "a".repeat(32),
            "a".repeat(16),
            io.opentelemetry.api.trace.TraceFlags.getSampled(),
            io.opentelemetry.api.trace.TraceState.builder().put("v", "1").build());
    Span span =
        provider
            .get("test")
            .spanBuilder("s")
            .setParent(Context.root().with(Span.wrap(parent)))
            .setSpanKind(SpanKind.CLIENT)
            .addLink(parent)
            .setAttribute("k", "v")
            .startSpan();
    span.addEvent("e").setStatus(StatusCode.ERROR, "bad").end();
    return span.getSpanContext();
  }
}
