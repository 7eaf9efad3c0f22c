package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Session;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ScopeStamperTest {
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(ScopeStamper.create()).build();

  @Test
  void stamper_marksEverySpanOfASession_withASequence() {
    try (Scope ignored = open()) {
      Attributes first = start(UnaryOperator.identity());
      Attributes second = start(UnaryOperator.identity());

      assertThat(text(first, "session.id")).isEqualTo("s-1");
      assertThat(text(first, "gen_ai.conversation.id")).isEqualTo("s-1");
      assertThat(text(first, "user.id")).isEqualTo("u-1");
      assertThat(text(first, "fulgurite.session.source")).isEqualTo("session");
      assertThat(text(first, "agentlightning.rollout_id")).isEqualTo("ro-1");
      assertThat(text(first, "agentlightning.attempt_id")).isEqualTo("at-1");
      assertThat(first.get(AttributeKey.stringArrayKey("tag.tags"))).isEqualTo(List.of("eval"));
      assertThat(sequence(second)).isEqualTo(sequence(first) + 1);
    }
  }

  @Test
  void sequence_isIssuedOnce_whenTheSpanHasOne() {
    try (Scope ignored = open()) {
      Attributes first = start(UnaryOperator.identity());
      Attributes bridged = start(b -> b.setAllAttributes(bridged("s-1")));
      Attributes hooked =
          start(
              b ->
                  b.setAllAttributes(bridged("memory"))
                      .setAttribute("fulgurite.session.source", "framework"));
      Attributes second = start(UnaryOperator.identity());

      assertThat(sequence(bridged)).isEqualTo(77);
      assertThat(text(bridged, "session.id")).isEqualTo("s-1");
      assertThat(text(bridged, "gen_ai.conversation.id")).isEqualTo("s-1");
      assertThat(text(hooked, "session.id")).isEqualTo("s-1");
      assertThat(text(hooked, "fulgurite.session.source")).isEqualTo("session");
      assertThat(sequence(second)).isEqualTo(sequence(first) + 1);
    }
  }

  private static Attributes bridged(String session) {
    return Attributes.builder()
        .put("session.id", session)
        .put("agentlightning.rollout_id", "ro-1")
        .put("agentlightning.attempt_id", "at-1")
        .put("agentlightning.span_sequence_id", 77)
        .build();
  }

  @Test
  void session_winsOverAFrameworksOwn_andOverInheritance() {
    Span parent = startSpan(b -> b.setAttribute("session.id", "memory-1"));
    try (Scope current = parent.makeCurrent();
        Scope ignored = open()) {
      Attributes child = start(UnaryOperator.identity());
      Attributes hooked =
          start(
              b ->
                  b.setAttribute("session.id", "memory-2")
                      .setAttribute("fulgurite.session.source", "framework"));

      assertThat(text(child, "session.id")).isEqualTo("s-1");
      assertThat(text(hooked, "session.id")).isEqualTo("s-1");
      assertThat(text(hooked, "gen_ai.conversation.id")).isEqualTo("s-1");
      assertThat(text(hooked, "fulgurite.session.source")).isEqualTo("session");
    }
  }

  @Test
  void explicitSession_isKept_insideAnOpenOne() {
    try (Scope ignored = open()) {
      Attributes span = start(b -> b.setAttribute("session.id", "mine"));

      assertThat(text(span, "session.id")).isEqualTo("mine");
      assertThat(text(span, "gen_ai.conversation.id")).isEqualTo("mine");
      assertThat(text(span, "fulgurite.session.source")).isEqualTo("framework");
      assertThat(text(span, "agentlightning.rollout_id")).isEqualTo("ro-1");
    }
  }

  @Test
  void children_inherit_whatTheLocalParentCarries() {
    Span parent =
        startSpan(b -> b.setAttribute("session.id", "memory-1").setAttribute("user.id", "u-2"));
    Attributes child = start(b -> b.setParent(Context.root().with(parent)));

    assertThat(text(child, "session.id")).isEqualTo("memory-1");
    assertThat(text(child, "gen_ai.conversation.id")).isEqualTo("memory-1");
    assertThat(text(child, "user.id")).isEqualTo("u-2");
    assertThat(text(child, "fulgurite.session.source")).isEqualTo("framework");
  }

  @Test
  void conversation_isTheChildrensSession_alsoWhereItIsNamedLate() {
    Span parent = startSpan(UnaryOperator.identity());
    parent.setAttribute("gen_ai.conversation.id", "c-1");
    try (Scope current = parent.makeCurrent()) {
      Attributes child = start(UnaryOperator.identity());

      assertThat(text(child, "session.id")).isEqualTo("c-1");
      assertThat(text(child, "gen_ai.conversation.id")).isEqualTo("c-1");
      assertThat(text(child, "fulgurite.session.source")).isEqualTo("framework");
    }
  }

  @Test
  void conversation_isTheSession_whereAFrameworkNamesOnlyThat() {
    Attributes span = start(b -> b.setAttribute("gen_ai.conversation.id", "c-1"));

    assertThat(text(span, "session.id")).isEqualTo("c-1");
    assertThat(text(span, "fulgurite.session.source")).isEqualTo("framework");
  }

  @Test
  void trace_isTheSession_whereThereIsNoOther() {
    Span root = startSpan(UnaryOperator.identity());
    Attributes child = start(b -> b.setParent(Context.root().with(root)));
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    Attributes entry = start(b -> b.setParent(Context.root().with(Span.wrap(remote))));

    assertThat(text(child, "session.id")).isEqualTo(root.getSpanContext().getTraceId());
    assertThat(text(child, "fulgurite.session.source")).isEqualTo("trace");
    assertThat(text(child, "gen_ai.conversation.id")).isNull();
    assertThat(text(entry, "session.id")).isEqualTo(remote.getTraceId());
  }

  private static Scope open() {
    return Session.builder("s-1").user("u-1").rollout("ro-1", "at-1").tag("eval").open();
  }

  private Attributes start(UnaryOperator<SpanBuilder> settings) {
    return ((ReadableSpan) startSpan(settings)).toSpanData().getAttributes();
  }

  private Span startSpan(UnaryOperator<SpanBuilder> settings) {
    return settings.apply(provider.get("test").spanBuilder("s")).startSpan();
  }

  private static String text(Attributes attributes, String key) {
    return attributes.get(AttributeKey.stringKey(key));
  }

  private static long sequence(Attributes attributes) {
    return attributes.get(AttributeKey.longKey("agentlightning.span_sequence_id"));
  }
}
