package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.HeldCursors.Cursor;
import dev.fulgurite.exporter.store.HeldSpans.Held;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends on from a store on the heap; what it holds is gone with the process. */
final class InMemoryOutbox implements Outbox {
  /** Works on the spans under the store's lock. */
  interface Access {
    <T> T writing(Function<HeldSpans, T> work);
  }

  private final Access access;
  private final Consumer<@Nullable LedgerRow> ledger;

  InMemoryOutbox(Access access, Consumer<@Nullable LedgerRow> ledger) {
    this.access = access;
    this.ledger = ledger;
  }

  @Override
  public long newest() {
    return access.writing(InMemoryOutbox::newest);
  }

  private static long newest(HeldSpans held) {
    return held.byArrival().isEmpty() ? 0 : held.byArrival().lastKey();
  }

  @Override
  public void begin(String destination, long after) {
    access.writing(
        held -> {
          held.cursors().begin(destination, after);
          return true;
        });
  }

  @Override
  public Optional<Instant> acquire(OutboxLease lease, Instant now) {
    return access.writing(
        held -> {
          OutboxLease known = held.cursors().leases().get(lease.destination());
          if (known != null
              && !known.holder().equals(lease.holder())
              && known.until().isAfter(now)) {
            return Optional.of(known.until());
          }
          held.cursors().leases().put(lease.destination(), lease);
          return Optional.empty();
        });
  }

  @Override
  public void release(OutboxLease lease) {
    access.writing(
        held -> isHeld(held, lease) && held.cursors().leases().remove(lease.destination()) != null);
  }

  private static boolean isHeld(HeldSpans held, OutboxLease lease) {
    OutboxLease known = held.cursors().leases().get(lease.destination());
    return known != null && known.holder().equals(lease.holder());
  }

  @Override
  public List<Long> positions(String destination) {
    return access.writing(held -> held.cursors().of(destination).toList());
  }

  @Override
  public OutboxPage read(OutboxPage.Filling page) {
    return access.writing(
        held -> {
          for (Held next : held.byArrival().tailMap(page.after(), false).values()) {
            if (Outbox.partition(next.key().traceLow()) != page.partition()) {
              continue;
            }
            if (!page.hasRoom()) {
              return page.full();
            }
            page.add(next.place().arrival(), next.span());
          }
          return page.complete(newest(held));
        });
  }

  @Override
  public OptionalLong advance(OutboxLease lease, List<OutboxStep> steps, @Nullable LedgerRow row) {
    return access.writing(
        held -> {
          if (!isHeld(held, lease)) {
            return OptionalLong.empty();
          }
          Cursor cursor = held.cursors().of(lease.destination());
          long lost = 0;
          for (OutboxStep step : steps) {
            lost += advance(held, cursor, step);
          }
          held.cursors().leases().put(lease.destination(), lease);
          ledger.accept(row);
          return OptionalLong.of(lost);
        });
  }

  private static long advance(HeldSpans held, Cursor cursor, OutboxStep step) {
    int partition = step.partition();
    long pruned = cursor.pruned[partition];
    if (pruned > 0) {
      Collection<Held> passed =
          held.byArrival()
              .subMap(cursor.positions[partition], false, step.position(), true)
              .values();
      pruned = Math.max(0, pruned - (step.taken() - countOf(passed, partition)));
      cursor.pruned[partition] = 0;
    }
    cursor.positions[partition] = step.position();
    return pruned;
  }

  private static long countOf(Collection<Held> spans, int partition) {
    return spans.stream()
        .filter(held -> Outbox.partition(held.key().traceLow()) == partition)
        .count();
  }

  @Override
  public OutboxBacklog backlog(String destination) {
    return access.writing(
        held -> {
          long[] positions = held.cursors().of(destination).positions;
          List<Held> waiting =
              held.byArrival().values().stream()
                  .filter(
                      h -> h.place().arrival() > positions[Outbox.partition(h.key().traceLow())])
                  .toList();
          return waiting.isEmpty()
              ? OutboxBacklog.EMPTY
              : new OutboxBacklog(waiting.size(), waiting.get(0).span().endEpochNanos());
        });
  }
}
