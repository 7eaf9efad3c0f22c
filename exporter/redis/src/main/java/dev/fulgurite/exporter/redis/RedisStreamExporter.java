package dev.fulgurite.exporter.redis;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.WorkerThread;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SpanDataAdapter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts every span on the stream of its session, {@code session_spans:{session_id}}: entries with
 * {@code span} (span JSON), {@code trace_id} and {@code span_id}; an event that was published with
 * {@link Delivery#STORED} also on its job's stream. A batch is one write, and succeeds when Redis
 * has all of it: what is sent again is there twice, under the same span id. Thread-safe; does not
 * block.
 */
public final class RedisStreamExporter implements SpanExporter {
  private static final String STREAM_PREFIX = "session_spans:";
  private static final AttributeKey<String> SESSION = AttributeKey.stringKey("session.id");

  private final RedisLink link;
  private final AppendRules rules;

  private RedisStreamExporter(RedisLink link, AppendRules rules) {
    this.link = requireNonNull(link, "link");
    this.rules = rules;
  }

  /** Owns {@code link} from now on. */
  public static RedisStreamExporter create(RedisLink link) {
    return create(link, 0, 0);
  }

  /**
   * Owns {@code link} from now on.
   *
   * @param waitReplicas so many replicas must have a batch too before it succeeds
   * @param maxLength streams are trimmed to about so many entries; 0 for no bound
   */
  public static RedisStreamExporter create(RedisLink link, int waitReplicas, long maxLength) {
    RedisStreamPublisherBuilder.notNegative(waitReplicas, "waitReplicas");
    RedisStreamPublisherBuilder.notNegative(maxLength, "maxLength");
    return new RedisStreamExporter(link, new AppendRules(waitReplicas, maxLength));
  }

  /** The name of the stream of a session. */
  public static String streamOf(String sessionId) {
    return STREAM_PREFIX + sessionId;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = new CompletableResultCode();
    List<Append> appends = new ArrayList<>();
    spans.forEach(span -> add(span, appends));
    link.append(appends, rules)
        .whenComplete(
            (ids, failure) -> {
              if (failure == null) {
                result.succeed();
              } else {
                result.failExceptionally(link.failures().translate(failure).toExportFailure());
              }
            });
    return result;
  }

  private static void add(SpanData span, List<Append> appends) {
    String session = span.getAttributes().get(SESSION);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(StreamEntry.SPAN, SpanJson.write(SpanDataAdapter.toStored(span)));
    fields.put(StreamEntry.TRACE_ID, span.getTraceId());
    fields.put(StreamEntry.SPAN_ID, span.getSpanId());
    appends.add(new Append(streamOf(session == null ? span.getTraceId() : session), fields));
    JobEvent.in(span.getAttributes())
        .filter(event -> event.delivery() == Delivery.STORED)
        .ifPresent(event -> appends.add(event.toAppend(span.getTraceId(), span.getSpanId())));
  }

  /** Batches are under way at once; there is nothing else. */
  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  /** Closes the link, on a thread of its own: answers that are under way are waited for. */
  @Override
  public CompletableResultCode shutdown() {
    CompletableResultCode result = new CompletableResultCode();
    Runnable closing =
        () -> {
          link.close();
          result.succeed();
        };
    new WorkerThread(closing, "fulgurite-redis-exit").start();
    return result;
  }

  @Override
  public String toString() {
    return "RedisStreamExporter{" + link + "}";
  }
}
