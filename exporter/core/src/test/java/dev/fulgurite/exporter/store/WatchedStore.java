package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An in-memory store that shows what it was told, and refuses when told to. */
final class WatchedStore implements SpanStore {
  final InMemorySpanStore delegate = InMemorySpanStore.create();
  final List<LedgerRow> appended = new ArrayList<>();
  final List<Integer> sizes = new ArrayList<>();
  final AtomicInteger closes = new AtomicInteger();
  volatile List<LedgerRow> delegateLedger = List.of();
  final Queue<RuntimeException> refusals = new ConcurrentLinkedQueue<>();
  volatile CountDownLatch held = new CountDownLatch(0);
  volatile @Nullable StoreException refusal;
  volatile @Nullable StoreException ledgerRefusal;

  @Override
  public int append(List<StoredSpan> spans, @Nullable LedgerRow ledger) {
    StoreExporterTest.awaitUninterruptibly(held);
    RuntimeException next = refusals.poll();
    if (next != null) {
      throw next;
    }
    if (refusal != null) {
      throw refusal;
    }
    sizes.add(spans.size());
    appended.add(ledger);
    return delegate.append(spans, ledger);
  }

  @Override
  public void recordLedger(LedgerRow row) {
    if (ledgerRefusal != null) {
      throw ledgerRefusal;
    }
    delegate.recordLedger(row);
  }

  @Override
  public SpanReader reader() {
    return delegate.reader();
  }

  @Override
  public List<String> check() {
    return delegate.check();
  }

  @Override
  public void close() {
    closes.incrementAndGet();
    delegateLedger = delegate.reader().ledger();
    delegate.close();
  }
}
