package dev.fulgurite.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.LedgerCells;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.ProcessRun;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFilesTest {
  private static final ProcessRun GONE = new ProcessRun("gone", 4711, 5);

  @TempDir Path folder;

  private LedgerFiles files;

  @BeforeEach
  void open() {
    files = LedgerFiles.beside(folder.resolve("store.db"));
  }

  @Test
  void killedProcess_isTold_thoughItNeverWroteARow() throws IOException {
    LedgerFile file = file("otlp");
    emit(file, 3);
    file.close();

    LedgerRow row = files.mergedInto(List.of(), "sqlite").get(0);

    assertThat(row.processId()).isEqualTo("gone");
    assertThat(row.pid()).isEqualTo(4711);
    assertThat(row.destination()).isEqualTo("otlp");
    assertThat(row.startedEpochNanos()).isEqualTo(5);
    assertThat(row.closed()).isFalse();
    assertThat(row.counts().emitted()).isEqualTo(3);
    assertThat(row.counts().inFlight()).isEqualTo(3);
    assertThat(row.counts().balanced()).isTrue();
    assertThat(row.counts().detail().actions()).containsKey(LedgerRow.KILLED);
  }

  @Test
  void lastRow_isBroughtUpToDate() throws IOException {
    LedgerFile file = file("sqlite");
    emit(file, 9);
    file.close();
    LedgerSnapshot counts = new LedgerSnapshot(5, 0, 1, 4, 0, 0, Map.of("stalled", 1L), Map.of());
    LedgerRow other = new LedgerRow("other", 1, "sqlite", 1, 1, true, counts);
    LedgerRow last = GONE.row("sqlite", counts, false);

    List<LedgerRow> merged = files.mergedInto(List.of(other, last), "sqlite");

    assertThat(merged).hasSize(2).first().isEqualTo(other);
    LedgerSnapshot now = merged.get(1).counts();
    assertThat(now.emitted()).isEqualTo(9);
    assertThat(now.delivered()).isEqualTo(4);
    assertThat(now.inFlight()).isEqualTo(4);
    assertThat(now.droppedByReason()).isEqualTo(Map.of("stalled", 1L));
    assertThat(now.balanced()).isTrue();
  }

  @Test
  void row_isRight_whenTheProcessHadGivenUpWhatWasCommittedWithIt() {
    LedgerSnapshot row = new LedgerSnapshot(6, 0, 0, 6, 0, 0, Map.of(), Map.of());
    LedgerSnapshot counted = new LedgerSnapshot(8, 0, 1, 3, 4, 0, Map.of(), Map.of());

    LedgerSnapshot merged =
        KilledProcess.merge(
                GONE.row("sqlite", row, false), GONE.row("sqlite", counted, false), "sqlite")
            .counts();

    assertThat(merged.delivered()).isEqualTo(6);
    assertThat(merged.failed()).isEqualTo(1);
    assertThat(merged.inFlight()).isZero();
    assertThat(merged.droppedByReason()).isEqualTo(Map.of("unrecorded", 1L));
    assertThat(merged.detail().kinds().get("unrecorded"))
        .isEqualTo(Map.of("dropped.unrecorded", 1L, "failed.unrecorded", 1L));
    assertThat(merged.balanced()).isTrue();
  }

  @Test
  void whatTheStoreLostWithItsLog_failed_andCountsOnce() {
    LedgerSnapshot row = new LedgerSnapshot(6, 0, 0, 5, 1, 0, Map.of(), Map.of("refused", 1L));
    LedgerSnapshot counted = new LedgerSnapshot(9, 0, 0, 7, 1, 0, Map.of(), Map.of());

    LedgerRow merged =
        KilledProcess.merge(
            GONE.row("sqlite", row, false), GONE.row("sqlite", counted, false), "sqlite");

    assertThat(merged.counts().delivered()).isEqualTo(5);
    assertThat(merged.counts().failedByReason())
        .isEqualTo(Map.of("refused", 1L, LedgerRow.LOG_LOST, 2L));
    assertThat(merged.counts().failed()).isEqualTo(3);
    assertThat(merged.counts().inFlight()).isEqualTo(1);
    assertThat(merged.counts().balanced()).isTrue();
    LedgerRow again = KilledProcess.merge(merged, GONE.row("sqlite", counted, false), "sqlite");
    assertThat(again.counts()).isEqualTo(merged.counts());
  }

  @Test
  void whatAnotherDestinationTook_isDelivered_thoughNoRowSaysSo() {
    LedgerSnapshot counted = new LedgerSnapshot(9, 0, 0, 7, 1, 0, Map.of(), Map.of());

    LedgerRow merged = KilledProcess.merge(null, GONE.row("otlp", counted, false), "sqlite");

    assertThat(merged.counts().delivered()).isEqualTo(7);
    assertThat(merged.counts().failedByReason()).doesNotContainKey(LedgerRow.LOG_LOST);
  }

  @Test
  void fold_keepsAndRemoves_onceTheProcessIsGone() throws IOException {
    LedgerFile file = file("sqlite");
    emit(file, 2);
    List<LedgerRow> recorded = new ArrayList<>();

    files.fold(List.of(), "sqlite", recorded::add);
    assertThat(recorded).as("its process has it locked").isEmpty();
    file.close();
    files.fold(List.of(), "sqlite", recorded::add);

    assertThat(recorded).singleElement().matches(row -> row.counts().emitted() == 2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void fold_leavesTheFile_whenTheStoreRefusesTheRow() throws IOException {
    file("sqlite").close();

    files.fold(
        List.of(),
        "sqlite",
        row -> {
          throw new StoreException("disk full", null);
        });

    assertThat(files.hasOthers()).isTrue();
  }

  @Test
  void closedRow_isNotTouched() throws IOException {
    file("sqlite").close();
    LedgerRow closed = GONE.row("sqlite", LedgerSnapshot.EMPTY, true);

    assertThat(files.mergedInto(List.of(closed), "sqlite")).containsExactly(closed);
  }

  @Test
  void ownFiles_areLeftAlone_andGoInTheEnd() throws IOException {
    LedgerCells cells = files.create(ProcessRun.begin(), "sqlite");

    assertThat(cells.emitted()).isZero();
    assertThat(files.hasOthers()).isFalse();
    assertThat(folder).isNotEmptyDirectory();
    files.removeOwn();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void strangeFile_isLeftAlone() throws IOException {
    Path strange = folder.resolve("store.db.emitted-1-1-x-0");
    Files.writeString(strange, "x".repeat(10_000));

    assertThat(files.mergedInto(List.of(), "sqlite")).isEmpty();
    files.fold(List.of(), "sqlite", row -> {});
    assertThat(strange).exists();
  }

  private LedgerFile file(String destination) throws IOException {
    return LedgerFile.create(folder.resolve("store.db.emitted-4711-1-gone-0"), GONE, destination);
  }

  /** They stay in the queue. */
  private static void emit(LedgerFile file, int spans) throws IOException {
    EventSpanProcessor processor =
        EventSpanProcessor.builder(InMemorySpanExporter.create())
            .setScheduleDelay(Duration.ofHours(1))
            .build();
    processor.keepCountsIn(file.cells());
    SdkTracerProvider provider = SdkTracerProvider.builder().addSpanProcessor(processor).build();
    for (int i = 0; i < spans; i++) {
      provider.get("test").spanBuilder("s").startSpan().end();
    }
  }
}
