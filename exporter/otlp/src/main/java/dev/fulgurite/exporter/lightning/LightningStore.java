package dev.fulgurite.exporter.lightning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fulgurite.api.Session;
import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.EventSpanProcessorBuilder;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.delivery.Backoff;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import dev.fulgurite.exporter.otlp.OtlpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs rollouts for the store of an Agent Lightning 0.3 trainer: takes tasks from it, delivers the
 * spans of each attempt, and then says how it ended.
 *
 * <pre>{@code
 * LightningStore store = LightningStore.create("http://localhost:4747");
 * SdkTracerProvider.builder()
 *     .addSpanProcessor(ScopeStamper.create())
 *     .addSpanProcessor(store.processor())
 * }</pre>
 *
 * <p>Spans outside a rollout do not concern it. Thread-safe; many rollouts may be open at once.
 */
public final class LightningStore implements AutoCloseable {
  private static final RetryPolicy CALLS =
      RetryPolicy.builder()
          .setMaxAttempts(3)
          .setInitialBackoff(Duration.ofMillis(500))
          .setMultiplier(2)
          .build();

  private final StoreRoutes routes;
  private final OpenAttempts open = new OpenAttempts();
  private final EventSpanProcessor delivery;
  private final SpanProcessor processor;
  private final @Nullable String workerId;
  private final Duration flushTimeout;

  LightningStore(LightningStoreBuilder builder) {
    routes = new StoreRoutes(builder.url, builder.callTimeout);
    workerId = builder.workerId;
    flushTimeout = builder.flushTimeout;
    OtlpSpanExporter otlp =
        OtlpSpanExporter.builder()
            .setEndpoint(builder.url.newBuilder().addPathSegments("v1/traces").toString())
            .build();
    EventSpanProcessorBuilder delivering =
        EventSpanProcessor.builder(new LightningExporter(otlp, routes, open))
            .setDestination("agent-lightning")
            .setOverflowPolicy(OverflowPolicy.BLOCK)
            .setRetryPolicy(RetryPolicy.standard());
    builder.delivery.accept(delivering);
    // One request per attempt, and one at a time: what is emitted first arrives first. Whole.
    delivery = delivering.setSplitByAttempt(true).setMaxInFlight(1).setSampleRate(1.0).build();
    processor =
        new SelectedSpans(
            delivery,
            span -> {
              AttemptId attempt = AttemptId.of(span);
              if (attempt != null) {
                open.ended(span, attempt);
              }
              return attempt != null;
            });
  }

  /**
   * With every default.
   *
   * @param url such as {@code http://localhost:4747}
   */
  public static LightningStore create(String url) {
    return builder(url).build();
  }

  /**
   * @throws IllegalArgumentException if {@code url} is no address, or has a path
   */
  public static LightningStoreBuilder builder(String url) {
    return new LightningStoreBuilder(url);
  }

  /** For the tracer provider, behind {@code ScopeStamper}. Always the same. */
  public SpanProcessor processor() {
    return processor;
  }

  /** Where every span of a rollout went so far. */
  public LedgerSnapshot ledger() {
    return delivery.ledger();
  }

  /**
   * Makes a rollout of our own, with its first attempt. Blocks.
   *
   * @param input anything that Jackson can write
   * @throws IOException if the store does not answer, or refuses
   */
  public Rollout start(Object input) throws IOException {
    return start(input, null);
  }

  /** As {@link #start(Object)}, with a mode: {@code train}, {@code val} or {@code test}. */
  public Rollout start(Object input, @Nullable String mode) throws IOException {
    return routes.start(new ObjectMapper().valueToTree(input), mode, workerId);
  }

  /**
   * Takes the next task that waits. Blocks for the answer, not for a task.
   *
   * @throws IOException if the store does not answer, or refuses
   */
  public Optional<Rollout> next() throws IOException {
    return routes.next(workerId);
  }

  /** As {@link #open(String, String)}. */
  public RolloutScope open(Rollout rollout) {
    return open(rollout.rolloutId(), rollout.attemptId());
  }

  /**
   * Begins an attempt on this thread, whose session is named by the attempt. Blocks for one call of
   * the store; where that fails, the attempt goes on, and the store learns of it by its first span.
   */
  public RolloutScope open(String rolloutId, String attemptId) {
    AttemptId attempt = new AttemptId(rolloutId, attemptId);
    open.open(attempt);
    update(attempt, status("running"), RetryPolicy.none());
    Session session = Session.builder(attemptId).rollout(rolloutId, attemptId).build();
    return new RolloutScope(attempt, session, succeeded -> end(attempt, succeeded));
  }

  /** Tells the trainer that the attempt is alive, without a span. Returns whether it took that. */
  public boolean heartbeat(RolloutScope scope) {
    AttemptId attempt = scope.attempt();
    ObjectNode beat = JsonNodeFactory.instance.objectNode();
    beat.put("last_heartbeat_time", System.currentTimeMillis() / 1e3);
    return update(attempt, beat, RetryPolicy.none());
  }

  /** Delivers what is queued, as the processor's shutdown does, and ends connections. */
  @Override
  public void close() {
    delivery.shutdown().join(flushTimeout.toNanos(), TimeUnit.NANOSECONDS);
    routes.close();
  }

  @Override
  public String toString() {
    return "LightningStore{" + delivery + "}";
  }

  private RolloutOutcome end(AttemptId attempt, boolean succeeded) {
    CompletableResultCode flush = delivery.forceFlush();
    flush.join(flushTimeout.toNanos(), TimeUnit.NANOSECONDS);
    int missing = open.close(attempt);
    ObjectNode change = status(succeeded && missing == 0 ? "succeeded" : "failed");
    if (missing > 0) {
      change.putObject("metadata").put("fulgurite.undelivered_spans", missing);
      log("%d spans of %s did not arrive: it is reported as failed".formatted(missing, attempt));
    }
    if (!update(attempt, change, CALLS)) {
      return RolloutOutcome.UNREPORTED;
    }
    RolloutOutcome told = succeeded ? RolloutOutcome.SUCCEEDED : RolloutOutcome.FAILED;
    return missing > 0 ? RolloutOutcome.INCOMPLETE : told;
  }

  private ObjectNode status(String status) {
    ObjectNode change = JsonNodeFactory.instance.objectNode().put("status", status);
    return workerId == null ? change : change.put("worker_id", workerId);
  }

  private boolean update(AttemptId attempt, ObjectNode change, RetryPolicy policy) {
    Backoff backoff = new Backoff(policy, System.nanoTime());
    long wait = 0;
    IOException failure = null;
    while (wait != Backoff.NO_MORE && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(wait);
      try {
        routes.update(attempt, change);
        return true;
      } catch (IOException e) {
        failure = e;
        wait = backoff.failed(System.nanoTime(), 0, ThreadLocalRandom.current().nextDouble());
      }
    }
    Object why = failure == null ? "the thread was interrupted" : failure;
    log("the store was not told %s of %s: %s".formatted(change, attempt, why));
    return false;
  }

  private static void log(String line) {
    System.getLogger("dev.fulgurite").log(Level.WARNING, "Fulgurite: " + line);
  }
}
