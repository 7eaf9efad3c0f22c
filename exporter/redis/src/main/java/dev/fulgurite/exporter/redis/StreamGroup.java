package dev.fulgurite.exporter.redis;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * One consumer of a consumer group: each entry goes to one consumer of the group, which holds it
 * until it acknowledges it; what a dead consumer holds, others claim. At least once: an entry may
 * come twice, and its {@link StreamEntry#spanId()} tells. Thread-safe; keeps no state.
 */
public final class StreamGroup {
  private final RedisStream stream;
  private final Consumer<String> consumer;

  StreamGroup(RedisStream stream, Consumer<String> consumer) {
    this.stream = stream;
    this.consumer = consumer;
  }

  /**
   * Makes the group, and the stream, where they are not there yet.
   *
   * @param afterId the group gets what comes after; {@link RedisStream#BEGINNING} for everything
   */
  public CompletionStage<Boolean> create(String afterId) {
    return stream
        .link()
        .ask(
            redis ->
                redis
                    .xgroupCreate(
                        StreamOffset.from(stream.name(), afterId),
                        consumer.getGroup(),
                        XGroupCreateArgs.Builder.mkstream())
                    .handle(StreamGroup::isNew));
  }

  @SuppressWarnings("NullAway") // one of the two is null
  private static Boolean isNew(String answer, Throwable failure) {
    if (failure == null) {
      return true;
    }
    boolean there =
        failure instanceof RedisCommandExecutionException
            && String.valueOf(failure.getMessage()).startsWith("BUSYGROUP");
    if (there) {
      return false;
    }
    throw new CompletionException(failure);
  }

  /**
   * Entries that no consumer of the group has had, at most {@code count}; waits for the first at
   * most {@code limit}. Takes a connection of its own meanwhile.
   */
  @SuppressWarnings("unchecked") // Lettuce's varargs
  public CompletionStage<List<StreamEntry>> read(int count, Duration limit) {
    XReadArgs args = new XReadArgs().count(count).block(RedisStream.atLeastOne(limit));
    return stream
        .link()
        .askWaiting(
            limit,
            redis -> redis.xreadgroup(consumer, args, StreamOffset.lastConsumed(stream.name())))
        .thenApply(RedisStream::entries);
  }

  /** What this consumer holds already, as after a restart under the same name. */
  @SuppressWarnings("unchecked") // Lettuce's varargs
  public CompletionStage<List<StreamEntry>> held(int count) {
    return stream
        .link()
        .ask(
            redis ->
                redis.xreadgroup(
                    consumer,
                    XReadArgs.Builder.count(count),
                    StreamOffset.from(stream.name(), RedisStream.BEGINNING)))
        .thenCompose(messages -> withoutTrimmed(RedisStream.entries(messages)));
  }

  /** Redis before 7 keeps on handing out what is not there any more. */
  private CompletionStage<List<StreamEntry>> withoutTrimmed(List<StreamEntry> entries) {
    List<StreamEntry> gone = entries.stream().filter(e -> e.fields().isEmpty()).toList();
    List<StreamEntry> there = entries.stream().filter(e -> !e.fields().isEmpty()).toList();
    return gone.isEmpty()
        ? CompletableFuture.completedFuture(there)
        : acknowledge(gone).thenApply(done -> there);
  }

  /** They are done with; gives how many were held. */
  public CompletionStage<Long> acknowledge(List<StreamEntry> entries) {
    String[] ids = entries.stream().map(StreamEntry::id).toArray(String[]::new);
    return stream.link().ask(redis -> redis.xack(stream.name(), consumer.getGroup(), ids));
  }

  /** How many entries consumers of the group hold. */
  public CompletionStage<Long> pending() {
    return stream
        .link()
        .ask(redis -> redis.xpending(stream.name(), consumer.getGroup()))
        .thenApply(pending -> pending.getCount());
  }

  /**
   * Takes over what others have held for longer than {@code idle}: their consumers are dead, or too
   * slow. What was delivered more than {@code maxDeliveries} times goes to {@link #deadLetters()}
   * instead. Looks through all that is held until it finds some, oldest first.
   *
   * @param count takes over so many entries at most
   */
  public CompletionStage<Claimed> claim(Duration idle, int count, int maxDeliveries) {
    return idle(idle, count, RedisStream.BEGINNING)
        .thenCompose(claimed -> new DeadLettering(stream, consumer, maxDeliveries).sort(claimed));
  }

  /**
   * Redis looks at ten times {@code count} entries and says where it stopped: what the living hold
   * must not hide what the dead hold behind it.
   */
  private CompletionStage<List<StreamEntry>> idle(Duration idle, int count, String fromId) {
    XAutoClaimArgs<String> args =
        XAutoClaimArgs.Builder.xautoclaim(consumer, idle, fromId).count(count);
    return stream
        .link()
        .ask(redis -> redis.xautoclaim(stream.name(), args))
        .thenCompose(
            claimed -> {
              List<StreamEntry> entries = RedisStream.entries(claimed.getMessages());
              boolean all = claimed.getId().equals(RedisStream.BEGINNING);
              return entries.isEmpty() && !all
                  ? idle(idle, count, claimed.getId())
                  : CompletableFuture.completedFuture(entries);
            });
  }

  /**
   * Where entries go that no consumer could finish, with their fields and {@code dead_id}, {@code
   * dead_group} and {@code dead_deliveries}. Lies on the same server of a cluster.
   */
  public RedisStream deadLetters() {
    return DeadLettering.streamOf(stream);
  }

  @Override
  public String toString() {
    return "StreamGroup{" + stream.name() + ", " + consumer + "}";
  }
}
