package dev.fulgurite.exporter.bus;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.redact.Redactor;
import io.opentelemetry.api.metrics.MeterProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Builds an {@link EventBus}. Not thread-safe. */
public final class EventBusBuilder {
  Supplier<Emitter> emitter = Emitter::global;
  Redactor redactor = Redactor.builtin();
  Duration sessionIdleTime = Duration.ofMinutes(30);
  Duration shutdownTimeout = Duration.ofSeconds(10);
  SubscriptionOptions options = SubscriptionOptions.DEFAULT;
  Consumer<String> warnings = BusLog::toSystemLogger;
  InstantSource clock = InstantSource.system();
  @Nullable MeterProvider meterProvider;

  EventBusBuilder() {}

  /**
   * Makes spans of what is published, asked each time; {@link Emitter#global()} by default. With
   * another, the SDK that the emitter needs can be built after the bus that it needs.
   */
  public EventBusBuilder setEmitter(Supplier<Emitter> emitter) {
    this.emitter = requireNonNull(emitter, "emitter");
    return this;
  }

  /** Applied to each event before a handler sees it; {@link Redactor#builtin()} by default. */
  public EventBusBuilder setRedactor(Redactor redactor) {
    this.redactor = requireNonNull(redactor, "redactor");
    return this;
  }

  /** After this time without a span a session counts as expired; 30 minutes by default. */
  public EventBusBuilder setSessionIdleTime(Duration time) {
    this.sessionIdleTime = positive(time, "sessionIdleTime");
    return this;
  }

  /** How long closing and flushing wait for handlers at most; 10 seconds by default. */
  public EventBusBuilder setShutdownTimeout(Duration timeout) {
    this.shutdownTimeout = positive(timeout, "shutdownTimeout");
    return this;
  }

  /** Of subscriptions that name none; {@link SubscriptionOptions#DEFAULT} by default. */
  public EventBusBuilder setDefaultOptions(SubscriptionOptions options) {
    this.options = requireNonNull(options, "options");
    return this;
  }

  /** Where metrics go; nowhere by default, {@link EventBus#ledger()} has the numbers too. */
  public EventBusBuilder setMeterProvider(MeterProvider provider) {
    this.meterProvider = requireNonNull(provider, "provider");
    return this;
  }

  /** Told once for each subscription and reason what goes wrong; a logger by default. */
  public EventBusBuilder setWarnings(Consumer<String> lines) {
    this.warnings = requireNonNull(lines, "lines");
    return this;
  }

  /** By which sessions expire and handlers are told the time; the system's by default. */
  public EventBusBuilder setClock(InstantSource clock) {
    this.clock = requireNonNull(clock, "clock");
    return this;
  }

  /** A bus that begins with its first subscription. */
  public EventBus build() {
    return new EventBus(this);
  }

  private static Duration positive(Duration value, String name) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be more than zero, was " + value);
    }
    return value;
  }
}
