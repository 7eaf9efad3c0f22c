package dev.fulgurite.exporter.redis;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.ExportFailure.Kind;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** Each event becomes a span, and an entry: now, or by the destination that gets the span. */
record Publishing(RedisLink link, Emitter emitter, Delivery delivery, AppendRules rules) {
  /** What an attribute of a span holds; longer texts would be cut. */
  private static final int MAX_STORED = 1 << 20;

  CompletionStage<List<Published>> publish(String jobId, List<? extends Map<String, ?>> events) {
    List<JobEvent> all = events.stream().map(event -> JobEvent.of(jobId, event, delivery)).toList();
    if (all.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return delivery == Delivery.DIRECT ? append(all) : store(all);
  }

  private CompletionStage<List<Published>> append(List<JobEvent> events) {
    List<SpanContext> spans = spans(events);
    List<Append> appends =
        IntStream.range(0, events.size())
            .mapToObj(i -> events.get(i).toAppend(traceId(spans.get(i)), spanId(spans.get(i))))
            .toList();
    return link.append(appends, rules).thenApply(ids -> published(events, spans, ids));
  }

  private CompletionStage<List<Published>> store(List<JobEvent> events) {
    if (events.stream().anyMatch(event -> event.data().length() > MAX_STORED)) {
      return refused(
          "an event has more than " + MAX_STORED + " characters: publish it with Delivery.DIRECT");
    }
    List<SpanContext> spans = spans(events);
    if (!spans.stream().allMatch(SpanContext::isSampled)) {
      return refused("nothing records this event's span: attach Fulgurite, or use Delivery.DIRECT");
    }
    return CompletableFuture.completedFuture(
        published(events, spans, events.stream().map(event -> "").toList()));
  }

  private static <T> CompletionStage<T> refused(String why) {
    return CompletableFuture.failedFuture(
        new RedisStreamException(Kind.REJECTED, "not_stored", "Not published: " + why, null));
  }

  private List<SpanContext> spans(List<JobEvent> events) {
    return events.stream().map(e -> emitter.event(JobEventType.INSTANCE, e)).toList();
  }

  private static List<Published> published(
      List<JobEvent> events, List<SpanContext> spans, List<String> ids) {
    return IntStream.range(0, events.size())
        .mapToObj(
            i ->
                new Published(
                    JobEvent.stream(events.get(i).jobId()),
                    ids.get(i),
                    traceId(spans.get(i)),
                    spanId(spans.get(i))))
        .toList();
  }

  private static String traceId(SpanContext span) {
    return span.isValid() ? span.getTraceId() : "";
  }

  private static String spanId(SpanContext span) {
    return span.isValid() ? span.getSpanId() : "";
  }
}
