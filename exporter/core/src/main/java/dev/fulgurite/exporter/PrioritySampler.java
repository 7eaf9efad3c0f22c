package dev.fulgurite.exporter;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Keeps rewards and exceptions whatever another sampler decides: their attributes are there when
 * the span starts. Such a span may be the only one of its trace. Thread-safe.
 */
public final class PrioritySampler implements Sampler {
  private final Sampler delegate;

  private PrioritySampler(Sampler delegate) {
    this.delegate = requireNonNull(delegate, "delegate");
  }

  /** All other spans are as {@code delegate} decides. */
  public static Sampler wrap(Sampler delegate) {
    return delegate instanceof PrioritySampler ? delegate : new PrioritySampler(delegate);
  }

  @Override
  public SamplingResult shouldSample(
      Context parentContext,
      String traceId,
      String name,
      SpanKind spanKind,
      Attributes attributes,
      List<LinkData> parentLinks) {
    SamplingResult result =
        delegate.shouldSample(parentContext, traceId, name, spanKind, attributes, parentLinks);
    boolean keep =
        result.getDecision() != SamplingDecision.RECORD_AND_SAMPLE
            && Lane.of(name, attributes) == Lane.PRIORITY;
    return keep ? SamplingResult.recordAndSample() : result;
  }

  @Override
  public String getDescription() {
    return "PrioritySampler{" + delegate.getDescription() + "}";
  }

  @Override
  public String toString() {
    return getDescription();
  }
}
