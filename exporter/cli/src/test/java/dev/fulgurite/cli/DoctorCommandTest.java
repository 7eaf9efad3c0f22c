package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.cli.doctor.Doctor;
import dev.fulgurite.cli.doctor.Finding;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir Path folder;

  @Test
  @Tag("seed:001.doctor")
  void doctor_findsLossAndAKilledProcess() {
    Cli cli = Cli.run("doctor", "--deep", "--store", Story.write(folder));

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out())
        .contains("fail  ledger: process 1 to sqlite: 1 span dropped (8.3 %: 1 block_timeout)")
        .contains("warn  ledger: process 2147483647 to sqlite was killed: 2 of 7 spans")
        .contains("ok    permissions", "ok    size", "ok    spans", "ok    damage: none")
        .contains("      → raise fulgurite.queue.max-size");
  }

  @Test
  void doctor_namesHandlers_whereTheBusLostEvents() {
    String url = "sqlite:" + folder.resolve("bus.db");
    LedgerSnapshot counts =
        new LedgerSnapshot(10, 0, 4, 6, 0, 0, Map.of("queue_full", 4L), Map.of());
    ClassLoader loader = getClass().getClassLoader();
    try (SpanStore store = SpanStores.open(url, StoreOptions.defaults(), loader)) {
      store.recordLedger(new LedgerRow("p", 1, "bus", 1, 2, true, counts));
    }

    assertThat(Cli.run("doctor", "--store", url).out())
        .contains("process 1 to bus: 4 spans dropped (40.0 %: 4 queue_full)")
        .contains("→ see which handler throws or is slow")
        .doesNotContain("fulgurite.queue.max-size");
  }

  @Test
  void doctor_saysWhatToDo_withoutAStore() {
    Cli cli = Cli.run("doctor", "--store", folder.resolve("none.db").toString());

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).contains("fail  store: there is none at", "→ run the program with");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void doctor_failsOnACorruptStore() throws IOException {
    Path corrupt = Files.writeString(folder.resolve("corrupt.db"), "not a database".repeat(900));

    Cli cli = Cli.run("doctor", "--store", corrupt.toString());

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).contains("fail  store: ").contains("corrupt.db");
  }

  @Test
  void doctor_saysThatAFolderIsNoStore() {
    assertThat(Cli.run("doctor", "--store", folder.toString()).out())
        .contains("fail  store: " + folder + " is a folder", "→ name a file in it")
        .doesNotContain("chmod");
  }

  @Test
  void doctor_isAJsonArray() throws IOException {
    Cli cli = Cli.run("doctor", "--json", "--store", Story.write(folder));

    assertThat(new ObjectMapper().readTree(cli.out()))
        .isNotEmpty()
        .allSatisfy(
            finding ->
                assertThat(finding.fieldNames())
                    .toIterable()
                    .containsExactly("level", "subject", "message", "remedy"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void doctor_warnsOfAStoreThatOthersMayRead() throws IOException {
    String url = Story.write(folder);
    Path file = folder.resolve("story.db");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(Cli.run("doctor", "--store", url).out()).contains("→ chmod 600 " + file);
  }

  @Test
  void doctor_findsTrapsInTheEnvironment() {
    List<Finding> findings =
        examine(
            Map.of(
                "OTEL_SDK_DISABLED", "TRUE",
                "OTEL_TRACES_SAMPLER", "traceidratio",
                "OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "1000",
                "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "64"));

    assertThat(findings)
        .filteredOn(finding -> finding.subject().equals("environment"))
        .extracting(finding -> finding.level().word() + " " + finding.message().split("[= ]")[0])
        .containsExactly(
            "fail OTEL_SDK_DISABLED",
            "warn OTEL_TRACES_SAMPLER",
            "warn OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT",
            "warn OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT");
  }

  @Test
  void doctor_isContent_withOrdinaryLimits() {
    assertThat(examine(Map.of("OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "128")))
        .filteredOn(finding -> finding.subject().equals("environment"))
        .extracting(Finding::level)
        .containsExactly(Finding.Level.OK);
  }

  private List<Finding> examine(Map<String, String> environment) {
    String url = Story.write(folder);
    SpanStore open = Story.open(url);
    return new Doctor(folder.resolve("story.db"), () -> open, false)
        .examine(environment, Configuration.defaults());
  }
}
