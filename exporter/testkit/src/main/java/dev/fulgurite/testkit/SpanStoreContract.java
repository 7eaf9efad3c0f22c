package dev.fulgurite.testkit;

import dev.fulgurite.exporter.store.SpanStore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every store must do. A store's test extends this and says how to open a fresh, empty store
 * that is large enough for a few thousand spans.
 */
public abstract class SpanStoreContract
    implements AppendContract,
        FidelityContract,
        HistoryContract,
        QueryContract,
        AttributeQueryContract,
        FilterContract,
        CursorContract,
        SummaryContract,
        AgentSummaryContract,
        LedgerContract,
        ConcurrencyContract,
        LifecycleContract,
        DeletionContract,
        EquivalenceContract,
        RandomQueryContract,
        OutboxContract {
  private @Nullable SpanStore store;

  /** Opens a store that is empty and that no other test has. Closed after the test. */
  protected abstract SpanStore createStore() throws Exception;

  @Override
  public final SpanStore store() {
    return Objects.requireNonNull(store, "only within a test");
  }

  @BeforeEach
  final void openStore() throws Exception {
    store = createStore();
  }

  @AfterEach
  final void closeStore() {
    if (store != null) {
      store.close();
    }
  }
}
