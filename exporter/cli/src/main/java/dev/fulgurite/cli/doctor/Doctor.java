package dev.fulgurite.cli.doctor;

import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Examines a set-up: the environment, the store's file, what is in it, and the ledger. */
public final class Doctor {
  private final @Nullable Path file;
  private final Supplier<SpanStore> store;
  private final boolean deep;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param file of an embedded store; null for any other
   * @param store opens it for reading
   * @param deep whether to read everything in search of damage
   */
  public Doctor(@Nullable Path file, Supplier<SpanStore> store, boolean deep) {
    this.file = file;
    this.store = store;
    this.deep = deep;
  }

  /** Looks at everything; opens the store only when there is one. */
  public List<Finding> examine(Map<String, String> environment, Configuration configuration) {
    add(new EnvironmentExamination(environment, configuration));
    if (file != null) {
      add(new FileExamination(file, configuration.bytes(Setting.STORE_MAX_SIZE)));
    }
    if (file == null || Files.isReadable(file)) {
      store();
    }
    return findings;
  }

  private void store() {
    try (SpanStore open = store.get()) {
      SpanReader reader = open.reader();
      add(new ContentExamination(reader, Instant.now()));
      add(new LedgerExamination(reader.ledger()));
      if (deep) {
        damage(open.check());
      }
    } catch (StoreException e) {
      findings.add(
          Finding.fail("store", String.valueOf(e.getMessage()), "see the message; keep the file"));
    }
  }

  private void damage(List<String> damage) {
    damage.forEach(
        what ->
            findings.add(
                Finding.fail("damage", what, "export what can be read, then move the file away")));
    if (damage.isEmpty()) {
      findings.add(Finding.ok("damage", "none"));
    }
  }

  private void add(Examination examination) {
    findings.addAll(examination.findings());
  }
}
