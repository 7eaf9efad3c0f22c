package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.redis.store.StoreMirror.Held;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.SpanMatcher;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Spans on a stream of Redis, written and read by many machines. Whoever asks it holds all of its
 * spans on the heap: it is for sessions that are under way, within a bound, not for an archive.
 */
final class RedisSpanStore implements SpanStore {
  private final StoreServer server;
  private final StoreOptions options;
  private final Object lock = new Object();
  private final SpanReader reader = new RedisSpanReader(this);
  private final Outbox outbox;
  private @Nullable StoreMirror mirror;

  RedisSpanStore(StoreServer server, StoreOptions options) {
    this.server = server;
    this.options = options;
    this.mirror = new StoreMirror(server);
    this.outbox = new RedisOutbox(this, server);
  }

  @Override
  public int append(List<StoredSpan> spans, @Nullable LedgerRow ledger) {
    List<String> arguments = new ArrayList<>(StoreLedger.fields(ledger));
    for (StoredSpan span : spans) {
      SpanKey.of(span); // refuses what is no id
      arguments.add(span.traceId() + span.spanId());
      arguments.add(SpanCodec.encode(span));
    }
    StoreKeys keys = writable().keys();
    List<String> parts = List.of(keys.spans(), keys.ids(), keys.meta(), keys.ledger());
    int added = (int) server.number(StoreScript.APPEND, parts, arguments);
    keepBound();
    return added;
  }

  private void keepBound() {
    if (options.maxBytes() > 0) {
      withMirror(
          held -> {
            StoreBound bound = new StoreBound(options.maxBytes());
            new StoreRemoval(server, held).remove(bound.excess(held));
            return true;
          });
    }
  }

  @Override
  public void recordLedger(LedgerRow row) {
    append(List.of(), row);
  }

  @Override
  public SpanReader reader() {
    return withOpen(held -> reader);
  }

  @Override
  public Optional<Outbox> outbox() {
    return Optional.of(outbox);
  }

  @Override
  public Pruned delete(SpanDeletion deletion) {
    writable();
    SpanMatcher matcher = SpanMatcher.of(deletion.query());
    return withMirror(
        held -> {
          List<Held> gone = held.all().stream().filter(one -> matcher.matches(one.span())).toList();
          return new StoreRemoval(server, held).remove(gone);
        });
  }

  @Override
  public List<String> check() {
    withOpen(held -> true);
    StoreMirror whole = new StoreMirror(server);
    whole.catchUp();
    List<String> found = new ArrayList<>();
    whole
        .damaged()
        .forEach((arrival, why) -> found.add("span " + arrival + " cannot be read: " + why));
    long ids = server.ask(redis -> redis.hlen(server.keys().ids()));
    int spans = whole.byArrival().size() + whole.damaged().size();
    if (ids != spans) {
      found.add("there are " + spans + " spans, but " + ids + " ids");
    }
    return found;
  }

  /** Works on what the store has now. */
  <T> T withMirror(Function<StoreMirror, T> work) {
    return withOpen(
        held -> {
          held.catchUp();
          return work.apply(held);
        });
  }

  private <T> T withOpen(Function<StoreMirror, T> work) {
    synchronized (lock) {
      if (mirror == null) {
        throw new StoreException("The store " + this + " is closed: open it again", null);
      }
      return work.apply(mirror);
    }
  }

  StoreServer writable() {
    if (options.readOnly()) {
      throw new StoreException("The store " + this + " was opened for reading only", null);
    }
    return withOpen(held -> server);
  }

  List<LedgerRow> ledger() {
    return withOpen(held -> StoreLedger.read(server));
  }

  @Override
  public void close() {
    synchronized (lock) {
      mirror = null;
    }
    server.link().close();
  }

  @Override
  public String toString() {
    return server.link() + " '" + server.keys().name() + "'";
  }
}
