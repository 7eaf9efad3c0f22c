package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.StoredSpan;
import org.jspecify.annotations.Nullable;

/**
 * What many spans of a session share, a row of table {@code context}. Texts that UTF-8 cannot hold
 * stand with question marks, as everywhere outside bodies.
 */
record SpanSetting(
    String session,
    String scope,
    String resource,
    @Nullable String user,
    @Nullable String source,
    @Nullable String rollout,
    @Nullable String attempt,
    @Nullable String agent) {

  static SpanSetting of(StoredSpan span, SpanFacts facts, String scope, String resource) {
    return new SpanSetting(
        facts.sessionId(),
        scope,
        resource,
        facts.userId(),
        facts.sessionSource(),
        span.string(AgentLightning.ROLLOUT_ID),
        span.string(AgentLightning.ATTEMPT_ID),
        span.string(GenAi.AGENT_NAME));
  }
}
