package dev.fulgurite.api;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A unit of work that is being done: the current span from {@link Emitter#operation} until {@link
 * #close}, so that what is emitted meanwhile is its child.
 *
 * <pre>{@code
 * try (Operation operation = emitter.operation("plan")) {
 *   operation.input("goal", goal);
 *   operation.output(plan(goal));
 * }
 * }</pre>
 *
 * <p>Thread-safe, except that the thread that opened it must close or {@link #detach} it. Values
 * are read when they are given, so they may change afterwards, and only if the span records.
 * Nothing here throws, null names and exceptions aside.
 */
public final class Operation implements AutoCloseable {
  static final Operation NOOP = new Operation(Span.getInvalid(), Scope.noop(), false);

  private final Span span;
  private final Scope scope;
  private final boolean recording;
  private final AtomicBoolean failed = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();

  /** By what was given, so that a later output takes the place of an earlier one. */
  private final Map<String, Map<String, Object>> parts = new LinkedHashMap<>();

  Operation(Span span, Scope scope, boolean recording) {
    this.span = span;
    this.scope = scope;
    this.recording = recording;
  }

  /**
   * Records a named input, nested values flattened below its name. The last value of a name counts.
   *
   * @throws IllegalArgumentException if {@code name} is null or empty
   */
  public Operation input(String name, @Nullable Object value) {
    return part(AgentLightning.OPERATION_INPUT + '.' + Refusal.ifEmpty(name, "name"), value);
  }

  /**
   * Records inputs that have no names but an order.
   *
   * @throws IllegalArgumentException if the array itself is null
   */
  public Operation inputs(@Nullable Object... positional) {
    Refusal.ifNull(positional, "positional");
    for (int i = 0; i < positional.length; i++) {
      part(AgentLightning.OPERATION_INPUT + ".args." + i, positional[i]);
    }
    return this;
  }

  /** Records the result, nested values flattened. The last one counts. */
  public Operation output(@Nullable Object value) {
    return part(AgentLightning.OPERATION_OUTPUT, value);
  }

  /**
   * Marks the operation as failed. The first failure is kept, as the span's status and its one
   * exception event; later ones are ignored.
   *
   * @throws IllegalArgumentException if {@code exception} is null
   */
  public Operation fail(Throwable exception) {
    Refusal.ifNull(exception, "exception");
    if (recording && failed.compareAndSet(false, true)) {
      try {
        span.addEvent("exception", attributesOf(exception));
        span.setStatus(
            StatusCode.ERROR, Limits.cut(Warnings.describe(exception), Limits.DESCRIPTION));
      } catch (Throwable failure) {
        Warnings.report("cannot record the failure of an operation", failure);
      }
    }
    return this;
  }

  /** The span of this operation, to link a reward to; invalid where nothing listens. */
  public SpanContext spanContext() {
    return span.getSpanContext();
  }

  /**
   * Makes it no longer current on this thread, which must be the one that opened it: for work that
   * goes on elsewhere. It stays open, and any thread may close it then.
   */
  public Operation detach() {
    try {
      scope.close();
    } catch (Throwable failure) {
      Warnings.report("cannot detach an operation", failure);
    }
    return this;
  }

  /** Ends the operation, once: closing it again does nothing. */
  @Override
  public void close() {
    if (this == NOOP || !closed.compareAndSet(false, true)) {
      return;
    }
    try (scope) {
      end();
    } catch (Throwable failure) {
      Warnings.report("cannot close an operation", failure);
    }
  }

  private void end() {
    try {
      EventAttributes out = new EventAttributes(span::setAttribute);
      lock.lock();
      try {
        parts.values().forEach(out::putAll);
      } finally {
        lock.unlock();
      }
    } finally {
      span.end();
    }
  }

  Operation attributes(Map<String, ?> attributes) {
    return recording ? keep("", Flattening.lenient().children("", attributes)) : this;
  }

  private Operation part(String key, @Nullable Object value) {
    if (!recording || closed.get()) {
      return this;
    }
    try {
      return keep(key, Flattening.lenient().value(key, value));
    } catch (Throwable failure) {
      Warnings.report("cannot record a value", key, failure);
      return this;
    }
  }

  private Operation keep(String key, Flattening flattening) {
    lock.lock();
    try {
      parts.put(key, flattening.result());
    } finally {
      lock.unlock();
    }
    return this;
  }

  private static Attributes attributesOf(Throwable exception) {
    AttributesBuilder builder = Attributes.builder();
    EventAttributes out =
        new EventAttributes(
            new EventAttributes.Target() {
              @Override
              public <T> void set(AttributeKey<T> key, T value) {
                builder.put(key, value);
              }
            });
    ThrowableAttributes.identify(exception, out);
    ThrowableAttributes.describe(exception, out);
    return builder.build();
  }
}
