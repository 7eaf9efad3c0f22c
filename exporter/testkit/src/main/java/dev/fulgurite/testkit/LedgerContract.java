package dev.fulgurite.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.LedgerDetail;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ledger rows: one per process and destination, kept with the spans they count. */
interface LedgerContract extends StoreUnderTest {
  @Test
  default void ledger_keepsARowWhole() {
    LedgerRow row =
        new LedgerRow(
            "p-1",
            4711,
            "sqlite",
            100,
            200,
            true,
            new LedgerSnapshot(
                15,
                1,
                5,
                3,
                4,
                2,
                Map.of("block_timeout", 2L, "ü", 3L),
                Map.of("io", 4L),
                new LedgerDetail(
                    Map.of("rate", 1L),
                    Map.of("llm", Map.of("delivered", 3L, "sampled_out.rate", 1L)),
                    Map.of("retries", 7L))));

    store().recordLedger(row);

    assertThat(reader().ledger()).containsExactly(row);
  }

  @Test
  default void ledger_replacesTheRowOfOneProcessAndDestination() {
    store().recordLedger(row("p", "sqlite", 1));
    store().recordLedger(row("p", "otlp", 2));
    store().recordLedger(row("q", "sqlite", 3));

    store().recordLedger(row("p", "sqlite", 4));

    assertThat(reader().ledger())
        .containsExactly(row("p", "otlp", 2), row("p", "sqlite", 4), row("q", "sqlite", 3));
  }

  @Test
  default void ledger_isKeptWithTheAppend() {
    store().append(List.of(SampleSpan.of(1).build()), row("p", "sqlite", 1));
    store().append(List.of(), row("p", "sqlite", 2));

    assertThat(reader().ledger()).containsExactly(row("p", "sqlite", 2));
  }

  @Test
  default void ledger_isNotKept_whenTheAppendFails() {
    StoredSpan good = SampleSpan.of(1).build();
    StoredSpan bad =
        new StoredSpan(
            "bad",
            good.spanId(),
            null,
            false,
            "",
            "",
            good.kind(),
            0,
            0,
            good.status(),
            "",
            Attributes.empty(),
            List.of(),
            List.of(),
            Attributes.empty(),
            null,
            "",
            null);

    assertThatThrownBy(() -> store().append(List.of(good, bad), row("p", "sqlite", 1)))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(reader().ledger()).isEmpty();
  }

  private static LedgerRow row(String process, String destination, long emitted) {
    long started = process.equals("p") ? 1 : 2;
    return new LedgerRow(
        process,
        1,
        destination,
        started,
        started,
        false,
        new LedgerSnapshot(emitted, 0, 0, emitted, 0, 0, Map.of(), Map.of()));
  }
}
