package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.redis.store.StoreMirror.Held;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.OutboxBacklog;
import dev.fulgurite.exporter.store.OutboxLease;
import dev.fulgurite.exporter.store.OutboxPage;
import dev.fulgurite.exporter.store.OutboxStep;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Positions and leases in a hash for each destination. */
record RedisOutbox(RedisSpanStore store, StoreServer server) implements Outbox {
  private static final int NANO_DIGITS = 9;

  @Override
  public long newest() {
    return store.withMirror(StoreMirror::newest);
  }

  @Override
  public void begin(String destination, long after) {
    store
        .writable()
        .number(
            StoreScript.BEGIN,
            List.of(server.keys().destinations(), key(destination)),
            List.of(destination, Long.toString(after)));
  }

  private String key(String destination) {
    return server.keys().outbox() + destination;
  }

  @Override
  public Optional<Instant> acquire(OutboxLease lease, Instant now) {
    String until =
        store
            .writable()
            .text(
                StoreScript.ACQUIRE,
                List.of(key(lease.destination())),
                List.of(lease.holder(), text(lease.until()), text(now)));
    return until.isEmpty() ? Optional.empty() : Optional.of(instant(until));
  }

  /** Texts in the order of times. */
  private static String text(Instant time) {
    return "%019d%09d".formatted(time.getEpochSecond(), time.getNano());
  }

  private static Instant instant(String text) {
    int nanos = text.length() - NANO_DIGITS;
    return Instant.ofEpochSecond(
        Long.parseLong(text, 0, nanos, 10), Long.parseLong(text, nanos, text.length(), 10));
  }

  @Override
  public void release(OutboxLease lease) {
    store
        .writable()
        .number(StoreScript.RELEASE, List.of(key(lease.destination())), List.of(lease.holder()));
  }

  @Override
  public List<Long> positions(String destination) {
    String[] fields = IntStream.range(0, PARTITIONS).mapToObj(p -> "p" + p).toArray(String[]::new);
    return store.writable().ask(redis -> redis.hmget(key(destination), fields)).stream()
        .map(field -> Long.parseLong(field.getValueOrElseThrow(() -> unknown(destination))))
        .toList();
  }

  private static StoreException unknown(String destination) {
    return new StoreException("destination '" + destination + "' has no cursor: begin it", null);
  }

  @Override
  public OutboxPage read(OutboxPage.Filling page) {
    return store.withMirror(mirror -> fill(mirror, page));
  }

  private static OutboxPage fill(StoreMirror mirror, OutboxPage.Filling page) {
    for (Held next : mirror.byArrival().tailMap(page.after(), false).values()) {
      if (partition(next) != page.partition()) {
        continue;
      }
      if (!page.hasRoom()) {
        return page.full();
      }
      page.add(next.place().arrival(), next.span());
    }
    return page.complete(mirror.newest());
  }

  private static int partition(Held held) {
    return Outbox.partition(SpanKey.of(held.span()).traceLow());
  }

  @Override
  public OptionalLong advance(
      OutboxLease lease, List<OutboxStep> steps, @Nullable LedgerRow ledger) {
    List<String> arguments = new ArrayList<>(List.of(lease.holder(), text(lease.until())));
    arguments.addAll(StoreLedger.fields(ledger));
    List<Long> positions = steps.isEmpty() ? List.of() : positions(lease.destination());
    for (OutboxStep step : steps) {
      long from = positions.get(step.partition());
      long missing = step.taken() - store.withMirror(mirror -> passed(mirror, from, step));
      arguments.addAll(
          List.of(
              Integer.toString(step.partition()),
              Long.toString(step.position()),
              Long.toString(missing)));
    }
    long lost =
        store
            .writable()
            .number(
                StoreScript.ADVANCE,
                List.of(key(lease.destination()), server.keys().ledger()),
                arguments);
    return lost < 0 ? OptionalLong.empty() : OptionalLong.of(lost);
  }

  private static long passed(StoreMirror mirror, long from, OutboxStep step) {
    if (step.position() <= from) {
      return 0;
    }
    return mirror.byArrival().subMap(from, false, step.position(), true).values().stream()
        .filter(held -> partition(held) == step.partition())
        .count();
  }

  @Override
  public OutboxBacklog backlog(String destination) {
    List<Long> positions = positions(destination);
    return store.withMirror(
        mirror -> {
          List<Held> waiting =
              mirror.byArrival().values().stream()
                  .filter(held -> held.place().arrival() > positions.get(partition(held)))
                  .toList();
          return waiting.isEmpty()
              ? OutboxBacklog.EMPTY
              : new OutboxBacklog(waiting.size(), waiting.get(0).span().endEpochNanos());
        });
  }
}
