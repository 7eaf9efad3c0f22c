package dev.fulgurite.exporter.redis;

import dev.fulgurite.exporter.store.SpanStore;
import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.XTrimArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** One stream: to read, follow, search, trim and replay. Thread-safe; keeps no state. */
public final class RedisStream {
  /** Before the first entry of any stream. */
  public static final String BEGINNING = "0-0";

  private static final int PAGE = 500;

  private final RedisLink link;
  private final String name;

  RedisStream(RedisLink link, String name) {
    this.link = link;
    this.name = name;
  }

  public String name() {
    return name;
  }

  RedisLink link() {
    return link;
  }

  /** How many entries it has; 0 where it does not exist. */
  public CompletionStage<Long> length() {
    return link.ask(redis -> redis.xlen(name));
  }

  /** What Redis knows about it; all 0 where it does not exist. */
  public CompletionStage<StreamInfo> info() {
    return link.ask(redis -> redis.xinfoStream(name).handle(RedisStream::infoOrNone));
  }

  @SuppressWarnings("NullAway") // one of the two is null
  private static StreamInfo infoOrNone(List<Object> answer, Throwable failure) {
    if (failure == null) {
      return StreamInfo.of(answer);
    }
    boolean none =
        failure instanceof RedisCommandExecutionException
            && String.valueOf(failure.getMessage()).contains("no such key");
    if (none) {
      return StreamInfo.NONE;
    }
    throw new CompletionException(failure);
  }

  /**
   * The oldest entries after {@code afterId}, at most {@code count}.
   *
   * @param afterId an entry's id, or {@link #BEGINNING}
   */
  public CompletionStage<List<StreamEntry>> read(String afterId, int count) {
    return page(Range.Boundary.excluding(afterId), Range.Boundary.unbounded(), count);
  }

  /**
   * As {@link #read}; where there are none yet, waits for the first, at most {@code limit}, and
   * then gives none. Takes a connection of its own meanwhile.
   */
  @SuppressWarnings("unchecked") // Lettuce's varargs
  public CompletionStage<List<StreamEntry>> follow(String afterId, int count, Duration limit) {
    XReadArgs args = new XReadArgs().count(count).block(atLeastOne(limit));
    return link.askWaiting(limit, redis -> redis.xread(args, StreamOffset.from(name, afterId)))
        .thenApply(RedisStream::entries);
  }

  /** Where {@link #follow} begins who wants only what comes from now on. */
  public CompletionStage<String> lastId() {
    return info().thenApply(StreamInfo::lastId);
  }

  /**
   * The oldest entries that match, at most {@code count}. Reads the stream, page after page, within
   * the times of {@code filter}.
   */
  public CompletionStage<List<StreamEntry>> search(StreamFilter filter, int count) {
    return search(filter, filter.from(), count, new ArrayList<>());
  }

  private CompletionStage<List<StreamEntry>> search(
      StreamFilter filter, Range.Boundary<String> from, int count, List<StreamEntry> found) {
    return page(from, filter.to(), PAGE)
        .thenCompose(
            page -> {
              page.stream().filter(filter::matches).limit(count - found.size()).forEach(found::add);
              if (page.size() < PAGE || found.size() >= count) {
                return CompletableFuture.completedFuture(List.copyOf(found));
              }
              String last = page.get(page.size() - 1).id();
              return search(filter, Range.Boundary.excluding(last), count, found);
            });
  }

  private CompletionStage<List<StreamEntry>> page(
      Range.Boundary<String> from, Range.Boundary<String> to, int count) {
    return link.ask(redis -> redis.xrange(name, Range.from(from, to), Limit.from(count)))
        .thenApply(RedisStream::entries);
  }

  /** Leaves the newest {@code entries}, exactly; gives how many went. */
  public CompletionStage<Long> trimToLength(long entries) {
    return link.ask(redis -> redis.xtrim(name, new XTrimArgs().maxlen(entries).exactTrimming()));
  }

  /** Removes what Redis got before {@code time}; gives how many went. */
  public CompletionStage<Long> trimOlderThan(Instant time) {
    String id = time.toEpochMilli() + "-0";
    return link.ask(redis -> redis.xtrim(name, new XTrimArgs().minId(id).exactTrimming()));
  }

  /** Removes it whole; gives whether it was there. */
  public CompletionStage<Boolean> delete() {
    return link.ask(redis -> redis.del(name)).thenApply(keys -> keys > 0);
  }

  /**
   * Keeps each entry as a span: a span's entry as it was, an event's as the span that it is, or as
   * one made of the entry where another program published it. Again is a no-op. Blocks.
   *
   * @return how many spans were new to {@code store}
   * @throws RedisStreamException if Redis cannot be read
   * @throws dev.fulgurite.exporter.store.StoreException if the store cannot be written
   */
  public long replayInto(SpanStore store) {
    long kept = 0;
    String after = BEGINNING;
    List<StreamEntry> page;
    do {
      page = link.await(read(after, PAGE));
      kept += store.append(page.stream().map(Replay::toSpan).toList(), null);
      after = page.isEmpty() ? after : page.get(page.size() - 1).id();
    } while (page.size() == PAGE);
    return kept;
  }

  /** One consumer of a group on this stream, as {@link StreamGroup} says. */
  public StreamGroup group(String group, String consumer) {
    return new StreamGroup(this, Consumer.from(group, consumer));
  }

  static List<StreamEntry> entries(List<StreamMessage<String, String>> messages) {
    return messages.stream().map(StreamEntry::of).toList();
  }

  /** To Redis 0 means for ever. */
  static Duration atLeastOne(Duration limit) {
    return limit.toMillis() < 1 ? Duration.ofMillis(1) : limit;
  }

  @Override
  public String toString() {
    return "RedisStream{" + name + "}";
  }
}
