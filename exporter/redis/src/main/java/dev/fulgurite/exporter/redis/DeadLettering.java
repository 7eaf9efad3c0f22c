package dev.fulgurite.exporter.redis;

import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes what was delivered too often out of its group, once it is a dead letter. */
record DeadLettering(RedisStream stream, Consumer<String> consumer, int maxDeliveries) {
  /** Braces make a cluster keep both on one server. */
  static RedisStream streamOf(RedisStream stream) {
    return stream.link().stream("dead_letters:{" + stream.name() + "}");
  }

  CompletionStage<Claimed> sort(List<StreamEntry> claimed) {
    List<CompletableFuture<Long>> deliveries =
        claimed.stream().map(entry -> deliveries(entry).toCompletableFuture()).toList();
    return CompletableFuture.allOf(deliveries.toArray(CompletableFuture<?>[]::new))
        .thenCompose(
            all -> sort(claimed, deliveries.stream().map(CompletableFuture::join).toList()));
  }

  private CompletionStage<Long> deliveries(StreamEntry entry) {
    return stream
        .link()
        .ask(
            redis ->
                redis.xpending(
                    stream.name(),
                    consumer.getGroup(),
                    Range.create(entry.id(), entry.id()),
                    Limit.from(1)))
        .thenApply(pending -> pending.isEmpty() ? 0L : pending.get(0).getRedeliveryCount());
  }

  private CompletionStage<Claimed> sort(List<StreamEntry> claimed, List<Long> deliveries) {
    List<StreamEntry> live = new ArrayList<>();
    List<StreamEntry> gone = new ArrayList<>();
    List<StreamEntry> dead = new ArrayList<>();
    List<Append> letters = new ArrayList<>();
    for (int i = 0; i < claimed.size(); i++) {
      StreamEntry entry = claimed.get(i);
      if (entry.fields().isEmpty()) {
        gone.add(entry); // was trimmed while somebody held it
      } else if (deliveries.get(i) > maxDeliveries) {
        dead.add(entry);
        letters.add(letter(entry, deliveries.get(i)));
      } else {
        live.add(entry);
      }
    }
    gone.addAll(dead);
    return bury(letters, gone).thenApply(done -> new Claimed(live, dead));
  }

  /** In this order: what is interrupted between the two becomes a letter twice, never none. */
  private CompletionStage<Long> bury(List<Append> letters, List<StreamEntry> done) {
    if (done.isEmpty()) {
      return CompletableFuture.completedFuture(0L);
    }
    return stream
        .link()
        .append(letters, AppendRules.NONE)
        .thenCompose(
            ids -> stream.group(consumer.getGroup(), consumer.getName()).acknowledge(done));
  }

  private Append letter(StreamEntry entry, long deliveries) {
    Map<String, String> fields = new LinkedHashMap<>(entry.fields());
    fields.put("dead_id", entry.id());
    fields.put("dead_group", consumer.getGroup());
    fields.put("dead_deliveries", Long.toString(deliveries));
    return new Append(streamOf(stream).name(), fields);
  }
}
