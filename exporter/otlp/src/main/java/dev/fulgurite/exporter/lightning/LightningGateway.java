package dev.fulgurite.exporter.lightning;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.api.Session;
import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;

/**
 * Tells the gateway of an Agent Lightning 1.0 trainer what a rollout emits: rewards, and every
 * other event of ours. The gateway gives a process the address of its one attempt and a key.
 *
 * <pre>{@code
 * LightningGateway gateway = LightningGateway.ofEnvironment().orElseThrow();
 * SdkTracerProvider.builder()
 *     .addSpanProcessor(ScopeStamper.create())
 *     .addSpanProcessor(gateway.processor())
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class LightningGateway implements AutoCloseable {
  /** The environment variable with the address. */
  public static final String URL = "AGL_EVENT_URL";

  /** The environment variable with the key. */
  public static final String KEY = "AGL_KEY";

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(30);

  private final AttemptId attempt;
  private final EventSpanProcessor delivery;
  private final OpenAttempts open = new OpenAttempts();
  private final SpanProcessor processor;

  private LightningGateway(HttpUrl url, AttemptId attempt, String key) {
    this.attempt = attempt;
    delivery =
        EventSpanProcessor.builder(new GatewayExporter(url, key, TIMEOUT, open))
            .setDestination("agent-lightning-gateway")
            .setOverflowPolicy(OverflowPolicy.BLOCK)
            .setRetryPolicy(RetryPolicy.standard())
            // One event at a time: in order, and none is sent again because of another.
            .setMaxExportBatchSize(1)
            .setMaxInFlight(1)
            .build();
    processor =
        new SelectedSpans(
            delivery,
            span -> {
              boolean event = GatewayEvent.is(span.toSpanData());
              AttemptId of = AttemptId.of(span);
              if (event && of != null) {
                open.ended(span, of);
              }
              return event;
            });
  }

  /**
   * As {@value #URL} and {@value #KEY} say; empty where there is no address.
   *
   * @throws IllegalArgumentException if the address is wrong
   */
  public static Optional<LightningGateway> ofEnvironment() {
    return of(System.getenv());
  }

  static Optional<LightningGateway> of(Map<String, String> environment) {
    String url = environment.getOrDefault(URL, "");
    String key = environment.getOrDefault(KEY, "");
    return url.isEmpty() ? Optional.empty() : Optional.of(create(url, key));
  }

  /**
   * @param url of the attempt's events, as {@code
   *     http://host/api/rollouts/{rollout}/attempt/{attempt}/events}
   * @param key empty where the gateway asks for none
   * @throws IllegalArgumentException if {@code url} is none such
   */
  public static LightningGateway create(String url, String key) {
    HttpUrl parsed = HttpUrl.parse(requireNonNull(url, "url").strip());
    List<String> path = parsed == null ? List.of() : parsed.pathSegments();
    int at = path.indexOf("rollouts");
    if (parsed == null || at < 0 || path.size() < at + 4 || !path.get(at + 2).equals("attempt")) {
      throw new IllegalArgumentException(
          URL
              + " must be like http://host/api/rollouts/{rollout}/attempt/{attempt}/events, was '"
              + url
              + "'");
    }
    AttemptId attempt = new AttemptId(path.get(at + 1), path.get(at + 3));
    return new LightningGateway(parsed, attempt, requireNonNull(key, "key").strip());
  }

  /** For the tracer provider, behind {@code ScopeStamper}. Always the same. */
  public SpanProcessor processor() {
    return processor;
  }

  /** Where every event went so far. */
  public LedgerSnapshot ledger() {
    return delivery.ledger();
  }

  /**
   * Begins the attempt on this thread. Closing it waits, at most 30 s, until its events have
   * arrived. What has no scope goes as well: the process has this one attempt.
   */
  public RolloutScope open() {
    open.open(attempt);
    Session session =
        Session.builder(attempt.attempt()).rollout(attempt.rollout(), attempt.attempt()).build();
    return new RolloutScope(attempt, session, this::end);
  }

  /** Delivers what is queued, as the processor's shutdown does. */
  @Override
  public void close() {
    delivery.shutdown().join(FLUSH_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "LightningGateway{" + attempt + "}";
  }

  private RolloutOutcome end(boolean succeeded) {
    CompletableResultCode flush = delivery.forceFlush();
    flush.join(FLUSH_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
    if (open.close(attempt) > 0) {
      return RolloutOutcome.INCOMPLETE;
    }
    return succeeded ? RolloutOutcome.SUCCEEDED : RolloutOutcome.FAILED;
  }
}
