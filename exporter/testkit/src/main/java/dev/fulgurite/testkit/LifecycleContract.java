package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoreException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Closing, checking, and what a fresh store says. */
interface LifecycleContract extends StoreUnderTest {
  @Test
  default void check_findsNothing_whenTheStoreIsSound() {
    assertThat(store().check()).isEmpty();
    store().append(AgentTraces.generate(3, 4), null);
    assertThat(store().check()).isEmpty();
  }

  @Test
  default void pruned_isNothing_whenTheBoundWasNotPassed() {
    append(SampleSpan.of(1));

    assertThat(reader().pruned()).isEqualTo(Pruned.NONE);
  }

  @Test
  default void close_isIdempotent() {
    append(SampleSpan.of(1));

    store().close();
    store().close();
  }

  @Test
  default void everything_isRefused_afterClose() {
    SpanReader reader = reader();
    store().close();

    refused(() -> store().append(List.of(SampleSpan.of(1).build()), null));
    refused(() -> store().recordLedger(anyRow()));
    refused(() -> store().reader());
    refused(() -> store().check());
    refused(() -> store().delete(SpanDeletion.ofSession("s")));
    refused(() -> reader.spans(SpanQuery.ALL));
    refused(() -> reader.sessions(SpanQuery.ALL));
    refused(() -> reader.traces(SpanQuery.ALL));
    refused(reader::ledger);
    refused(reader::pruned);
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(StoreException.class).hasMessageContaining("closed");
  }

  private static LedgerRow anyRow() {
    LedgerSnapshot none = new LedgerSnapshot(0, 0, 0, 0, 0, 0, Map.of(), Map.of());
    return new LedgerRow("p", 1, "d", 0, 0, false, none);
  }
}
