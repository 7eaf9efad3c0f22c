package dev.fulgurite.exporter;

import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoreProvider;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Opens {@code fake:NAME}, stores that can still be read when closed; {@code fake:broken} not. */
public final class FakeStoreProvider implements StoreProvider {
  private static final Map<String, Store> STORES = new ConcurrentHashMap<>();

  /** What was kept under {@code name}; null if it was never opened. */
  public static @Nullable SpanReader reader(String name) {
    Store store = STORES.get(name);
    return store == null ? null : store.delegate.reader();
  }

  @Override
  public String scheme() {
    return "fake";
  }

  @Override
  public boolean hasOutbox() {
    return true;
  }

  @Override
  public SpanStore open(String location, StoreOptions options) {
    if (location.equals("broken")) {
      throw new StoreException("fake:broken cannot be opened: name another store", null);
    }
    if (location.equals("unlinked")) {
      throw new UnsatisfiedLinkError("no sqlitejdbc");
    }
    return STORES.computeIfAbsent(location, any -> new Store());
  }

  private static final class Store implements SpanStore {
    private final InMemorySpanStore delegate = InMemorySpanStore.create();

    @Override
    public int append(List<StoredSpan> spans, @Nullable LedgerRow ledger) {
      return delegate.append(spans, ledger);
    }

    @Override
    public void recordLedger(LedgerRow row) {
      delegate.recordLedger(row);
    }

    @Override
    public SpanReader reader() {
      return delegate.reader();
    }

    @Override
    public Optional<Outbox> outbox() {
      return delegate.outbox();
    }

    @Override
    public List<String> check() {
      return delegate.check();
    }

    @Override
    public void close() {}
  }
}
