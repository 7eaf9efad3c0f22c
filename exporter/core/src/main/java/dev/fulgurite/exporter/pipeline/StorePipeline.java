package dev.fulgurite.exporter.pipeline;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.ScopeStamper;
import dev.fulgurite.exporter.bus.EventBus;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.content.ContentStrippingExporter;
import dev.fulgurite.exporter.normalize.SpanNormalizer;
import dev.fulgurite.exporter.store.LedgerJournal;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreExporter;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All of Fulgurite in one span processor: it stamps the scope, normalizes, keeps spans in the store
 * that the settings name, and sends them to the destinations that are added, each with a queue and
 * a ledger of its own. Touches nothing before the first span. Thread-safe.
 */
public final class StorePipeline implements SpanProcessor {
  private final ScopeStamper stamper = ScopeStamper.create();
  private final SpanNormalizer normalizer = SpanNormalizer.create();
  private final Processors processors;
  private final @Nullable Kept kept;
  private final List<Destination> sent = new CopyOnWriteArrayList<>();
  private @Nullable CompletableResultCode shutdown;

  private record Kept(StoreOpening opening, StoreExporter exporter, EventSpanProcessor processor) {
    String name() {
      return opening.destination();
    }
  }

  private StorePipeline(Processors processors, @Nullable StoreOpening opening) {
    this.processors = processors;
    if (opening == null) {
      kept = null;
    } else {
      String name = opening.destination();
      StoreExporter exporter = opening.exporter();
      kept = new Kept(opening, exporter, processors.forStore(exporter, name));
    }
  }

  /**
   * A pipeline into the store that {@code configuration} names. The store opens with the first
   * span; where it cannot, one of {@code lines} says why and spans count as failed ({@code
   * store_unavailable}). Sends also where a {@link DestinationProvider} says.
   *
   * @param loader sees the providers of the store and of destinations
   * @param lines told what was lost and what to do about it; called by threads of the pipeline
   */
  public static StorePipeline open(
      Configuration configuration, ClassLoader loader, Consumer<String> lines) {
    StoreOpening opening = StoreOpening.of(configuration, loader, lines);
    StorePipeline pipeline = new StorePipeline(Processors.of(configuration, lines), opening);
    new Destinations(pipeline, configuration, lines).addAll(loader);
    return pipeline;
  }

  /** Opens the store before its first span, as {@link StoreExporter#prepare()} does. Blocks. */
  public void prepareStore() {
    if (kept != null) {
      kept.exporter.prepare();
    }
  }

  /** Whether {@code configuration} wants a store at all: {@code fulgurite.store} is not none. */
  public static boolean wantsStore(Configuration configuration) {
    return !configuration.text(Setting.STORE).equals("none");
  }

  /**
   * The bare exporter into the store that {@code configuration} names, for a processor that is not
   * ours: it redacts, but keeps no ledger. Sends nowhere where the settings want no store.
   */
  public static SpanExporter exporter(
      Configuration configuration, ClassLoader loader, Consumer<String> lines) {
    StoreOpening opening = StoreOpening.of(configuration, loader, lines);
    return opening == null
        ? SpanExporter.composite()
        : new RedactingExporter(
            opening.exporter(), SpanNormalizer.create(), Processors.redactor(configuration, lines));
  }

  /**
   * Sends spans also to {@code exporter}, which the pipeline then owns. It never holds up the
   * program: when its queue is full, spans are dropped and counted.
   *
   * @param name in the ledger, such as {@code otlp}
   * @param content whether prompts, answers, arguments and the like go along
   */
  public void addDestination(String name, SpanExporter exporter, boolean content) {
    addDestination(name, List.of(requireNonNull(exporter, "exporter")), content);
  }

  /**
   * The same with several endpoints, in order of preference: each is used while those before it
   * fail or are slow. {@code exporters} has at least one.
   */
  public void addDestination(String name, List<SpanExporter> exporters, boolean content) {
    if (exporters.isEmpty()) {
      throw new IllegalArgumentException(
          "exporters must not be empty: name one for '" + name + "'");
    }
    List<SpanExporter> endpoints =
        content ? exporters : exporters.stream().map(ContentStrippingExporter::create).toList();
    Destination forwarded = forwarded(name, endpoints);
    Destination destination = forwarded == null ? queued(name, endpoints) : forwarded;
    sent.add(destination);
  }

  /**
   * Lets {@code bus} hear the spans, stamped, normalized and redacted as they are kept, whatever is
   * sampled. Costs next to nothing while nobody has subscribed; does not close it.
   */
  public void addBus(EventBus bus) {
    LedgerJournal journal = kept == null ? null : kept.exporter.journal();
    sent.add(new HeardByBus(bus, processors.redactor(), journal));
  }

  private Destination queued(String name, List<SpanExporter> endpoints) {
    EventSpanProcessor processor = processors.forRemote(endpoints, name);
    if (kept != null) {
      kept.exporter.journal().register(name, processor::ledger, processor::keepCountsIn);
    }
    return new Destination.Queued(name, processor);
  }

  /** Null where it is to be sent from memory. */
  private @Nullable Destination forwarded(String name, List<SpanExporter> endpoints) {
    if (!processors.wantsForward(name)) {
      return null;
    }
    if (kept == null || !kept.opening.hasOutbox()) {
      processors.cannotForward(name, "the store cannot forward");
      return null;
    }
    if (endpoints.size() > 1) {
      processors.cannotForward(name, "forwarding knows one endpoint only");
      return null;
    }
    ForwardedDestination destination = processors.forward(endpoints.get(0), name);
    kept.exporter.journal().register(name, destination::ledger);
    kept.exporter.addListener(destination);
    return destination;
  }

  /** Each destination's ledger by name, the store's first; {@code bus} once somebody listens. */
  public Map<String, LedgerSnapshot> ledgers() {
    Map<String, LedgerSnapshot> ledgers = new LinkedHashMap<>();
    if (kept != null) {
      ledgers.put(kept.name(), kept.processor.ledger());
    }
    for (Destination destination : sent) {
      if (!(destination instanceof HeardByBus heard) || heard.isKnown()) {
        ledgers.put(destination.name(), destination.ledger());
      }
    }
    return Collections.unmodifiableMap(ledgers);
  }

  /**
   * Keeps this share of the traces that begin from now on, in the store and at every destination.
   *
   * @throws IllegalArgumentException if {@code rate} is not from 0.0 to 1.0
   */
  public void setSampleRate(double rate) {
    if (kept != null) {
      kept.processor.sampling().setRate(rate);
    }
    sent.forEach(destination -> destination.setSampleRate(rate));
  }

  /** The store while it is open; else null. */
  public @Nullable SpanStore store() {
    return kept == null ? null : kept.exporter.store();
  }

  /**
   * Delivers what is queued and closes, waiting at most {@code deadline}.
   *
   * @return the ledger of the store; of nothing, where there is no store
   */
  public LedgerSnapshot close(Duration deadline) {
    shutdown().join(NANOSECONDS.convert(deadline), NANOSECONDS);
    return kept == null ? LedgerSnapshot.EMPTY : kept.processor.ledger();
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    stamper.onStart(parentContext, span);
    if (kept != null) {
      kept.processor.onStart(parentContext, span);
    }
    for (Destination destination : sent) {
      destination.onStart(parentContext, span);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan ended) {
    ReadableSpan span = normalizer.normalize(ended);
    if (kept != null) {
      kept.processor.onEnd(span);
    }
    for (Destination destination : sent) {
      destination.onEnd(span);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** Succeeds when every destination has everything. */
  @Override
  public CompletableResultCode forceFlush() {
    CompletableResultCode stored = flushStore();
    List<CompletableResultCode> flushes = new ArrayList<>(List.of(stored));
    sent.forEach(destination -> flushes.add(destination.flush(stored)));
    return CompletableResultCode.ofAll(flushes);
  }

  /**
   * Idempotent. The store closes last, so that it holds the last word on the others; what waits for
   * it is delivered meanwhile.
   */
  @Override
  public synchronized CompletableResultCode shutdown() {
    if (shutdown == null) {
      CompletableResultCode result = new CompletableResultCode();
      shutdown = result;
      CompletableResultCode stored = flushStore();
      CompletableResultCode others =
          CompletableResultCode.ofAll(sent.stream().map(s -> s.shutdown(stored)).toList());
      others.whenComplete(() -> closeStore(others, result));
    }
    return shutdown;
  }

  @Override
  public String toString() {
    return "StorePipeline" + ledgers().keySet();
  }

  private CompletableResultCode flushStore() {
    return kept == null ? CompletableResultCode.ofSuccess() : kept.processor.forceFlush();
  }

  private void closeStore(CompletableResultCode others, CompletableResultCode result) {
    CompletableResultCode last =
        kept == null ? CompletableResultCode.ofSuccess() : kept.processor.shutdown();
    last.whenComplete(
        () -> {
          if (others.isSuccess() && last.isSuccess()) {
            result.succeed();
          } else {
            result.fail();
          }
        });
  }
}
