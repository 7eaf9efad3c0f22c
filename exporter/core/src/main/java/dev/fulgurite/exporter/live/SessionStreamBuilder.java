package dev.fulgurite.exporter.live;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Session;
import dev.fulgurite.exporter.LoadPreset;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import dev.fulgurite.exporter.store.SpanReader;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Describes a {@link SessionStream}. Not thread-safe. */
public final class SessionStreamBuilder {
  final Session session;
  private int maxSize = 1000;
  private OverflowPolicy policy = OverflowPolicy.BLOCK;
  private Duration blockTimeout = Duration.ofSeconds(1);
  private int maxRetries = 3;
  private @Nullable Duration timeout;
  Emitter emitter = Emitter.global();
  @Nullable Supplier<? extends @Nullable SpanReader> history;
  Supplier<CompletableResultCode> flush = CompletableResultCode::ofSuccess;
  Duration historyTimeout = Duration.ofSeconds(2);

  SessionStreamBuilder(Session session) {
    this.session = requireNonNull(session, "session");
  }

  /** How many steps may wait for one reader; at least 1. Default 1,000. */
  public SessionStreamBuilder setMaxSize(int maxSize) {
    if (maxSize < 1) {
      throw new IllegalArgumentException("maxSize must be at least 1, was " + maxSize);
    }
    this.maxSize = maxSize;
    return this;
  }

  /** The bound and the policy for a known load. */
  public SessionStreamBuilder setPreset(LoadPreset preset) {
    return setMaxSize(preset.maxQueueSize()).setOverflowPolicy(preset.overflowPolicy());
  }

  /** What happens to a step for which a reader has no room. Default {@code BLOCK}. */
  public SessionStreamBuilder setOverflowPolicy(OverflowPolicy policy) {
    this.policy = requireNonNull(policy, "policy");
    return this;
  }

  /** How long an emitter waits under {@code BLOCK}, not negative. Default one second. */
  public SessionStreamBuilder setBlockTimeout(Duration timeout) {
    this.blockTimeout = notNegative(timeout, "blockTimeout");
    return this;
  }

  /** How often a handler that fails, or the store of the past, is tried again. Default 3. */
  public SessionStreamBuilder setMaxRetries(int maxRetries) {
    if (maxRetries < 0) {
      throw new IllegalArgumentException("maxRetries must not be negative, was " + maxRetries);
    }
    this.maxRetries = maxRetries;
    return this;
  }

  /** How long an iteration waits for the next step; null, the default, for as long as it takes. */
  public SessionStreamBuilder setTimeout(@Nullable Duration timeout) {
    this.timeout = timeout == null ? null : notNegative(timeout, "timeout");
    return this;
  }

  /** What steps are recorded with. Default {@link Emitter#global()}. */
  public SessionStreamBuilder setEmitter(Emitter emitter) {
    this.emitter = requireNonNull(emitter, "emitter");
    return this;
  }

  /** Where readers find the session's past: a store that the steps' spans go into. */
  public SessionStreamBuilder setHistory(SpanReader reader) {
    requireNonNull(reader, "reader");
    return setHistory(() -> reader);
  }

  /** The same for a store that opens later; null until then. */
  public SessionStreamBuilder setHistory(Supplier<? extends @Nullable SpanReader> reader) {
    this.history = requireNonNull(reader, "reader");
    return this;
  }

  /**
   * Asked when a reader comes, so that it need not wait for the processor's next batch: such as
   * {@code tracerProvider::forceFlush}. Default nothing.
   */
  public SessionStreamBuilder setFlush(Supplier<CompletableResultCode> flush) {
    this.flush = requireNonNull(flush, "flush");
    return this;
  }

  /**
   * How long a reader waits for a step of the past that does not come, because it was sampled out
   * or lost; then it goes on without, and counts it as missed. Default two seconds.
   */
  public SessionStreamBuilder setHistoryTimeout(Duration timeout) {
    this.historyTimeout = notNegative(timeout, "historyTimeout");
    return this;
  }

  public SessionStream build() {
    return new SessionStream(this);
  }

  StreamSettings settings() {
    RetryPolicy retries =
        RetryPolicy.builder()
            .setMaxAttempts(maxRetries + 1)
            .setInitialBackoff(Duration.ofMillis(10))
            .setMaxBackoff(Duration.ofSeconds(1))
            .build();
    return new StreamSettings(session.id(), maxSize, policy, blockTimeout, retries, timeout);
  }

  private static Duration notNegative(Duration duration, String name) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, was " + duration);
    }
    return duration;
  }
}
