package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.SpanStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Store and forward between processes: what was stored arrives, whoever dies meanwhile. */
class ForwardIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final List<String> stored = new ArrayList<>();

  private ChildJvm start(String endpoint, int spans) throws IOException {
    ChildJvm child =
        ChildJvm.start(
            ForwardProgram.class, List.of(), "sqlite:" + path(), endpoint, String.valueOf(spans));
    for (String line = child.readLine(); !line.equals("stored"); line = child.readLine()) {
      if (!line.startsWith("line ")) {
        stored.addAll(List.of(line.split(" ")));
      }
    }
    return child;
  }

  private Path path() {
    return folder.resolve("store.db");
  }

  @Test
  void everythingArrives_whenTheCollectorIsDown_andTheProgramStartsThreeTimes() throws Exception {
    try (TestReceiver receiver = new TestReceiver(false)) {
      try (ChildJvm first = start(unused(), 200)) {
        List<String> lines = first.end();
        assertThat(lines).anyMatch(line -> line.contains("200 spans wait in the outbox"));
      }
      try (ChildJvm second = start(receiver.endpoint(), 200)) {
        await().atMost(PATIENCE).until(() -> receiver.refused() > 0);
        second.kill();
      }
      receiver.comeUp();
      try (ChildJvm third = start(receiver.endpoint(), 200)) {
        await().atMost(PATIENCE).until(() -> new HashSet<>(receiver.spanIds()).size() == 600);
        assertThat(third.end()).noneMatch(line -> line.contains("wait in the outbox"));
      }

      assertThat(receiver.spanIds()).containsExactlyInAnyOrderElementsOf(stored);
      List<LedgerRow> rows = ledger();
      assertThat(rows).hasSize(3).allMatch(row -> row.counts().balanced());
      assertThat(rows).extracting(LedgerRow::closed).containsExactly(true, false, true);
      assertThat(rows).extracting(row -> row.counts().delivered()).containsExactly(0L, 0L, 600L);
    }
  }

  @Test
  void everythingArrives_whenTheForwardingProcessIsKilled_andAnotherTakesItsPlace()
      throws Exception {
    try (TestReceiver receiver = new TestReceiver(true)) {
      receiver.answerOnly(5);
      try (ChildJvm first = start(receiver.endpoint(), 1_000);
          ChildJvm second = start(receiver.endpoint(), 1_000)) {
        await().atMost(PATIENCE).until(() -> !receiver.spanIds().isEmpty());
        first.kill();
        receiver.answerOnly(Integer.MAX_VALUE);

        await().atMost(PATIENCE).until(() -> receiver.spanIds().containsAll(stored));

        assertThat(stored).hasSize(2_000);
        assertThat(new HashSet<>(receiver.spanIds())).hasSize(2_000);
        second.end();
      }
      assertThat(ledger()).allMatch(row -> row.counts().balanced());
      long delivered = ledger().stream().mapToLong(row -> row.counts().delivered()).sum();
      assertThat(delivered).isBetween(2_000L, (long) receiver.spanIds().size());
    }
  }

  private List<LedgerRow> ledger() {
    try (SpanStore store = TestStores.openForReading(path())) {
      return store.reader().ledger().stream()
          .filter(row -> row.destination().equals("otlp"))
          .toList();
    }
  }

  /** Where nobody listens. */
  private static String unused() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + socket.getLocalPort() + "/v1/traces";
    }
  }
}
