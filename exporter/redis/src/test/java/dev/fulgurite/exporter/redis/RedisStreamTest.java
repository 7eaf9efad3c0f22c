package dev.fulgurite.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.StoredSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisStreamTest {
  @RegisterExtension static final SharedRedis REDIS = new SharedRedis();

  private final RedisLink link = REDIS.link();
  private final RedisStreamPublisher publisher = RedisStreamPublisher.create(link);
  private final String job = REDIS.name();
  private final RedisStream stream = publisher.stream(job);

  private List<Published> publish(int events) {
    List<Map<String, Object>> all =
        IntStream.range(0, events)
            .mapToObj(
                n ->
                    Map.<String, Object>of(
                        "event_type", n % 2 == 0 ? "even" : "odd", "n", n, "who", "名" + n))
            .toList();
    return link.await(publisher.publishAll(job, all));
  }

  private static List<Object> numbers(List<StreamEntry> entries) {
    return entries.stream().map(entry -> entry.data().get("n")).toList();
  }

  @Test
  @Tag("seed:002.read")
  void read_givesWhatComesAfterAnId() {
    List<Published> published = publish(5);

    assertThat(numbers(link.await(stream.read("0-0", 2)))).containsExactly(0, 1);
    assertThat(numbers(link.await(stream.read(published.get(1).entryId(), 10))))
        .containsExactly(2, 3, 4);
    assertThat(link.await(stream.read(published.get(4).entryId(), 10))).isEmpty();
  }

  @Test
  @Tag("seed:002.block")
  void follow_waitsForNewEvents() {
    publish(1);
    String last = link.await(stream.lastId());
    var waiting = stream.follow(last, 10, Duration.ofSeconds(30));
    List<Published> published = publish(1);

    assertThat(link.await(waiting))
        .extracting(StreamEntry::id)
        .containsExactly(published.get(0).entryId());
  }

  @Test
  @Tag("seed:002.block")
  void follow_givesNothing_whenTheTimeIsOver() {
    assertThat(link.await(stream.follow("0-0", 10, Duration.ofMillis(20)))).isEmpty();
  }

  @Test
  void followers_doNotHoldUpEachOther() {
    var one = stream.follow("0-0", 1, Duration.ofSeconds(30));
    var two = stream.follow("0-0", 1, Duration.ofSeconds(30));
    publish(1);

    assertThat(link.await(two)).isEqualTo(link.await(one)).hasSize(1);
  }

  @Test
  @Tag("seed:002.filter")
  void search_findsByTypeFieldTextAndTime() {
    publish(1_200); // more than a page
    List<StreamEntry> all = link.await(stream.read("0-0", 2_000));
    Instant middle = all.get(600).time();
    long before = all.stream().filter(entry -> entry.time().isBefore(middle)).count();

    assertThat(link.await(stream.search(StreamFilter.ALL.types("odd"), 5_000))).hasSize(600);
    assertThat(link.await(stream.search(StreamFilter.ALL.types("odd", "even"), 7))).hasSize(7);
    assertThat(numbers(link.await(stream.search(StreamFilter.ALL.field("n", 1_100L), 10))))
        .containsExactly(1_100);
    assertThat(link.await(stream.search(StreamFilter.ALL.field("n", 5).types("even"), 10)))
        .isEmpty();
    assertThat(numbers(link.await(stream.search(StreamFilter.ALL.text("\"名77\""), 10))))
        .containsExactly(77);
    assertThat(link.await(stream.search(StreamFilter.ALL.before(middle), 5_000)))
        .hasSize((int) before);
    assertThat(link.await(stream.search(StreamFilter.ALL.from(middle), 5_000)))
        .hasSize((int) (1_200 - before));
  }

  @Test
  void search_findsByNestedField() {
    link.await(publisher.custom(job, "x", Map.of("result", Map.of("title", "技术文档"))));

    assertThat(link.await(stream.search(StreamFilter.ALL.field("result.title", "技术文档"), 1)))
        .hasSize(1);
    assertThat(link.await(stream.search(StreamFilter.ALL.field("result.title.x", "技术文档"), 1)))
        .isEmpty();
  }

  @Test
  void trimToLength_leavesTheNewest() {
    publish(10);

    assertThat(link.await(stream.trimToLength(3))).isEqualTo(7);
    assertThat(numbers(link.await(stream.read("0-0", 10)))).containsExactly(7, 8, 9);
  }

  @Test
  void trimOlderThan_leavesWhatIsYounger() throws Exception {
    publish(5);
    Instant now = link.await(stream.read("0-0", 5)).get(4).time();

    assertThat(link.await(stream.trimOlderThan(now))).isLessThan(5);
    assertThat(link.await(stream.trimOlderThan(now.plusMillis(1)))).isPositive();
    assertThat(link.await(stream.length())).isZero();
  }

  @Test
  @Tag("seed:002.replay")
  @Tag("seed:002.store")
  void replay_keepsEachEntryOnce_whoeverPublishedIt() {
    publish(600);
    link.await(
        link.ask(redis -> redis.xadd("job_events:" + job, Map.of("data", "{\"by\":\"python\"}"))));

    try (InMemorySpanStore store = InMemorySpanStore.create()) {
      assertThat(stream.replayInto(store)).isEqualTo(601);
      assertThat(stream.replayInto(store)).isZero();

      SpanQuery query = SpanQuery.builder().setLimit(1_000).build();
      List<StoredSpan> spans = store.reader().spans(query).spans();
      assertThat(spans).hasSize(601).allMatch(span -> span.name().equals("job.event"));
      assertThat(spans).extracting(span -> span.string("fulgurite.job.id")).containsOnly(job);
      assertThat(spans)
          .filteredOn(span -> "unknown".equals(span.string("fulgurite.job.event_type")))
          .extracting(span -> span.string("fulgurite.job.data"))
          .containsExactly("{\"by\":\"python\"}");
    }
  }

  @Test
  void delete_removesTheStream() {
    publish(1);

    assertThat(link.await(stream.delete())).isTrue();
    assertThat(link.await(stream.delete())).isFalse();
    assertThat(link.await(stream.info())).isEqualTo(new StreamInfo(0, "", "0-0", 0));
  }
}
