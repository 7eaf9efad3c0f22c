package dev.fulgurite.testkit.equivalence;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/**
 * A span in the making: few traces, sessions, names and moments, so that much is tied.
 *
 * @param session null for none
 */
record AnySpan(
    int trace,
    @Nullable String session,
    String name,
    Times times,
    Ending ending,
    List<AnyAttribute<?>> attributes) {
  private static final long NOON = 1_760_000_000_000_000_000L;
  private static final int TRACES = 8;
  private static final int MAX_ATTRIBUTES = 6;

  record Times(long start, long nanos) {}

  record Ending(SpanKind kind, StatusCode status, String description, boolean root) {}

  static Arbitrary<AnySpan> any() {
    return Combinators.combine(
            Arbitraries.integers().between(1, TRACES),
            Arbitraries.oneOf(OddText.shown(), sessions()).injectNull(0.3),
            names(),
            moments(),
            endings(),
            AnyAttribute.any().list().ofMaxSize(MAX_ATTRIBUTES))
        .as(AnySpan::new);
  }

  private static Arbitrary<String> sessions() {
    return Arbitraries.of("s-1", "s-2", "S-1");
  }

  private static Arbitrary<String> names() {
    Arbitrary<String> known =
        Arbitraries.of(
            AgentLightning.MESSAGE_SPAN,
            AgentLightning.ANNOTATION_SPAN,
            AgentLightning.EXCEPTION_SPAN,
            AgentLightning.OBJECT_SPAN,
            AgentLightning.OPERATION_SPAN,
            "openai.chat.completion",
            "GET");
    return Arbitraries.oneOf(known, OddText.shown());
  }

  private static Arbitrary<Times> moments() {
    Arbitrary<Long> ticks = Arbitraries.longs().between(0, 5).map(tick -> NOON + tick * 1_000_000);
    Arbitrary<Long> odd = Arbitraries.of(0L, -5L, NOON + 1);
    Arbitrary<Times> times =
        Combinators.combine(
                Arbitraries.oneOf(ticks, ticks, ticks, ticks, odd),
                Arbitraries.of(0L, 1L, 1_000_000L, 5_000_000L, -50L))
            .as(Times::new);
    Arbitrary<Times> last = Arbitraries.of(0L, -50L).map(nanos -> new Times(Long.MAX_VALUE, nanos));
    return Arbitraries.integers().between(0, 19).flatMap(i -> i == 19 ? last : times);
  }

  private static Arbitrary<Ending> endings() {
    return Combinators.combine(
            Arbitraries.of(SpanKind.class),
            Arbitraries.of(StatusCode.class),
            OddText.any(),
            Arbitraries.of(true, false))
        .as(Ending::new);
  }

  /** As the {@code id}-th span that a store gets. */
  StoredSpan numbered(long id) {
    return new StoredSpan(
        SpanKey.hex(0x5eed) + SpanKey.hex(trace),
        SpanKey.hex(id),
        ending.root() ? null : SpanKey.hex(1 + id / 2),
        false,
        "",
        name,
        ending.kind(),
        times.start(),
        times.start() + times.nanos(),
        ending.status(),
        ending.description(),
        attributes(id),
        id % 4 == 0 ? List.of(failure()) : List.of(),
        List.of(),
        Attributes.of(AttributeKey.stringKey("service.name"), "service-" + trace % 3),
        null,
        "equivalence",
        null);
  }

  private StoredSpan.Event failure() {
    String message = name + " failed: " + ending.description();
    return new StoredSpan.Event(
        "exception",
        times.start(),
        Attributes.of(AttributeKey.stringKey("exception.message"), message));
  }

  private Attributes attributes(long id) {
    AttributesBuilder builder = Attributes.builder();
    if (session != null) {
      builder.put(Fulgurite.SESSION_ID, session);
    }
    attributes.forEach(attribute -> attribute.putInto(builder));
    // Sequence numbers run with the order of arrival, as those that the SDK gives do.
    return builder.put(AgentLightning.SEQUENCE_ID, id).build();
  }
}
