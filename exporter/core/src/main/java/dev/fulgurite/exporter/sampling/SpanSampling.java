package dev.fulgurite.exporter.sampling;

import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides which spans a processor leaves out. What users may change is in {@link #control()}. While
 * nothing is to be left out, it costs one look at a field. Thread-safe.
 */
public final class SpanSampling {
  private static final AttributeKey<String> AGENT = AttributeKey.stringKey(GenAi.AGENT_NAME);

  private final Object lock = new Object();
  private final LongSupplier nanos;
  private final TraceSampling traces;
  private final SamplingControl control = new SamplingControl(this);
  private volatile Limits limits = Limits.NONE;

  /** Set before anything is to be left out. */
  private volatile boolean active;

  /** {@code nanos}: the time. {@code rate}: the share of traces to begin with. */
  public SpanSampling(double rate, LongSupplier nanos) {
    this.nanos = nanos;
    this.traces = new TraceSampling(rate, TraceSampling.MAX_TRACES);
    this.active = !traces.keepsAll();
  }

  /** For users. */
  public SamplingControl control() {
    return control;
  }

  /** Whether {@link #started} wants to hear of spans. */
  public boolean isNoting() {
    return traces.isNoting();
  }

  /**
   * A span starts.
   *
   * @param local whether its parent is a span of this process
   */
  public void started(String traceId, boolean local) {
    traces.started(traceId, local);
  }

  /** Whether {@link #leavesOut} has to be asked. */
  public boolean isActive() {
    return active;
  }

  /**
   * Why the span is left out, a word of {@link LeftOut}; null to keep it. Only once for each span.
   *
   * @param kind the word of its event kind
   */
  public @Nullable String leavesOut(SpanData span, String kind) {
    String reason = traces.leavesOut(span.getTraceId());
    if (reason != null) {
      return reason;
    }
    Limits now = limits;
    if (now.rulesLeaveOut(span.getSpanId(), kind, span.getAttributes().get(AGENT))) {
      return LeftOut.RULE;
    }
    return now.admit(nanos.getAsLong());
  }

  /** Halves the share of the traces that begin from now on, so many times; 0 for as asked. */
  public void setHalvings(int halvings) {
    synchronized (lock) {
      active = true;
      traces.setHalvings(halvings);
    }
  }

  TraceRate rate() {
    return traces.rate();
  }

  void setRate(double rate) {
    synchronized (lock) {
      active = true;
      traces.setRate(rate);
      settle();
    }
  }

  Limits limits() {
    return limits;
  }

  void changeLimits(UnaryOperator<Limits> change) {
    synchronized (lock) {
      active = true;
      limits = change.apply(limits);
      settle();
    }
  }

  long now() {
    return nanos.getAsLong();
  }

  private void settle() {
    active = !(traces.keepsAll() && limits.areNone());
  }
}
