package dev.fulgurite.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Session;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A program that publishes through its store: SQLite, its outbox, and Redis at the other end. */
final class Forwarded implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int JOBS = 10;

  final List<String> lines = new CopyOnWriteArrayList<>();
  final List<Published> published = new ArrayList<>();
  private final StorePipeline pipeline;
  private final RedisLink link;
  private final RedisStreamPublisher publisher;

  Forwarded(Path folder, String url, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("fulgurite.store", "sqlite:" + folder.resolve("fulgurite.db"));
    settings.put("fulgurite.forward", "redis");
    settings.put("fulgurite.redis.url", url);
    settings.put("fulgurite.queue.block-timeout", "60s");
    settings.put("fulgurite.export.retry.initial-backoff", "50ms");
    settings.put("fulgurite.export.retry.max-backoff", "300ms");
    settings.putAll(more);
    pipeline =
        StorePipeline.open(
            Configuration.ofContainer(settings), getClass().getClassLoader(), lines::add);
    SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(pipeline).build();
    link = RedisLink.create(url);
    publisher =
        RedisStreamPublisher.builder(link)
            .setEmitter(
                Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build()))
            .setDelivery(Delivery.STORED)
            .build();
  }

  /** So many events of ten jobs, in a session. */
  void publish(int events) {
    try (Scope session = Session.builder("s-1").open()) {
      for (int i = 0; i < events; i++) {
        String job = "j" + i % JOBS;
        Map<String, Object> event = Map.of("event_type", "step", "n", published.size());
        published.add(link.await(publisher.publish(job, event)));
      }
    }
  }

  /** By span id, with repetitions, of all jobs' streams or of the session's. */
  List<String> arrived(RedisLink from) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      ids.addAll(ids(from, "job_events:j" + i));
    }
    return ids;
  }

  static List<String> ids(RedisLink from, String stream) {
    List<StreamEntry> all =
        from.await(from.stream(stream).search(StreamFilter.ALL, Integer.MAX_VALUE));
    return all.stream().map(StreamEntry::spanId).toList();
  }

  LedgerSnapshot ledger() {
    return pipeline.ledgers().get("redis");
  }

  void awaitDelivery() {
    await().atMost(PATIENCE).until(() -> ledger().delivered() >= published.size());
  }

  /** Each is there at least once, in the job's stream and in the session's. Prints the figures. */
  void check(String fault, RedisLink from) {
    List<String> wanted = published.stream().map(Published::spanId).toList();
    List<String> events = arrived(from);
    List<String> spans = ids(from, RedisStreamExporter.streamOf("s-1"));
    assertThat(new HashSet<>(wanted)).hasSameSizeAs(wanted);
    assertThat(missing(wanted, events)).isEmpty();
    assertThat(missing(wanted, spans)).isEmpty();
    assertThat(missing(events, wanted)).isEmpty();
    System.out.printf(
        "redis %s: %,d published, %,d entries on jobs' streams (%,d twice), %,d on the session's,"
            + " ledger %s%n",
        fault, wanted.size(), events.size(), events.size() - wanted.size(), spans.size(), ledger());
  }

  private static List<String> missing(List<String> wanted, List<String> found) {
    Set<String> known = new HashSet<>(found);
    return wanted.stream().filter(id -> !known.contains(id)).toList();
  }

  @Override
  public void close() {
    link.close();
    pipeline.close(Duration.ofSeconds(10));
  }
}
