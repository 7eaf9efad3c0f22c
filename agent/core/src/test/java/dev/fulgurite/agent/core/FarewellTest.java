package dev.fulgurite.agent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.LedgerSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FarewellTest {
  private static final StorePlace STORE = StorePlace.choose("sqlite:spans.db");

  @Test
  void summary_tellsEachColumnThatMatters() {
    assertThat(summary(STORE, ledger(10, 0, 1, 7, 2, 0)))
        .startsWith("10 spans recorded, 7 stored, 1 dropped, 2 failed; read them:");
    assertThat(summary(STORE, ledger(10, 3, 0, 5, 0, 2)))
        .startsWith(
            "10 spans recorded, 5 stored, 3 sampled out, 0 dropped, 0 failed,"
                + " 2 unfinished at the exit's deadline;");
  }

  @Test
  void summary_namesTheCollector_whereThereIsNoStore() {
    assertThat(summary(StorePlace.choose("none"), ledger(2, 0, 0, 2, 0, 0)))
        .isEqualTo("2 spans recorded, 2 sent to sqlite, 0 dropped, 0 failed");
  }

  @Test
  void summary_namesEachDestinationThatLostSomething() {
    Map<String, LedgerSnapshot> ledgers = new LinkedHashMap<>();
    ledgers.put("sqlite", ledger(9, 0, 0, 9, 0, 0));
    ledgers.put("otlp", ledger(9, 0, 3, 4, 2, 0));
    ledgers.put("well", ledger(9, 0, 0, 9, 0, 0));

    assertThat(Farewell.summary(ledgers, STORE, "nothing"))
        .startsWith(
            "9 spans recorded, 9 stored, 0 dropped, 0 failed; to otlp: 3 dropped, 2 failed; read");
  }

  @Test
  void nothing_saysWhatToCheck() {
    assertThat(Farewell.whyNone(false, false)).contains("0 spans", "--list-hooks");
    assertThat(Farewell.whyNone(false, true)).contains("0 spans", "tap-sdk=true");
    assertThat(Farewell.summary(Map.of(), STORE, "nothing")).isEqualTo("nothing");
  }

  @Test
  void nothingKept_namesTheSampler_oncePipelineHasStarted() {
    assertThat(Farewell.whyNone(true, false)).contains("0 spans", "OTEL_TRACES_SAMPLER");
    assertThat(summary(STORE, ledger(0, 0, 0, 0, 0, 0))).isEqualTo("nothing");
  }

  private static String summary(StorePlace place, LedgerSnapshot ledger) {
    return Farewell.summary(Map.of("sqlite", ledger), place, "nothing");
  }

  private static LedgerSnapshot ledger(
      long emitted, long sampledOut, long dropped, long delivered, long failed, long inFlight) {
    return new LedgerSnapshot(
        emitted, sampledOut, dropped, delivered, failed, inFlight, Map.of(), Map.of());
  }
}
