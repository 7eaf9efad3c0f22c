package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.testkit.RetentionContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** Of an encrypted store, whose tags are in no index. */
class SealedRetentionTest extends RetentionContract {
  @TempDir Path folder;
  @TempDir Path keys;

  @Override
  protected SpanStore open(long maxBytes, Retention retention, Clock clock) {
    return SqliteSpanStore.open(
        folder.resolve("store.db").toString(),
        new StoreOptions(false, maxBytes, false, retention).withKey(TestKeys.of(keys, 'a')),
        SqliteSettings.DEFAULTS.withPruneStep(7).withClock(clock));
  }

  @Override
  protected void settle(SpanStore store) {}
}
