package dev.fulgurite.chaos;

import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The pipeline that users have, into a SQLite file, and what the file holds. */
final class StoreFiles {
  private static final int MANY = 10_000_000;
  private static final ClassLoader LOADER = StoreFiles.class.getClassLoader();

  static StorePipeline pipeline(Path file, Map<Setting, String> settings) {
    Configuration configuration = Configuration.defaults().with(Setting.STORE, "sqlite:" + file);
    for (Map.Entry<Setting, String> setting : settings.entrySet()) {
      configuration = configuration.with(setting.getKey(), setting.getValue());
    }
    return StorePipeline.open(configuration, LOADER, line -> {});
  }

  /** Of the only destination. */
  static LedgerSnapshot ledger(StorePipeline pipeline) {
    return pipeline.ledgers().values().iterator().next();
  }

  static SpanStore open(Path file) {
    return SpanStores.open("sqlite:" + file, StoreOptions.defaults(), LOADER);
  }

  static Set<String> ids(SpanStore store) {
    return store.reader().spans(SpanQuery.builder().setLimit(MANY).build()).spans().stream()
        .map(StoredSpan::spanId)
        .collect(Collectors.toSet());
  }

  private StoreFiles() {}
}
