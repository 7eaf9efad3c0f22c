/**
 * What tests of stores share: {@link SpanStoreContract}, which every store's test inherits, spans
 * to feed them ({@link SampleSpan}, {@link AgentTraces}) and queries to ask ({@link QuerySamples}).
 */
@NullMarked
package dev.fulgurite.testkit;

import org.jspecify.annotations.NullMarked;
