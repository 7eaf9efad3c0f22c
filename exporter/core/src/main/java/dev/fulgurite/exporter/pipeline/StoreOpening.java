package dev.fulgurite.exporter.pipeline;

import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.store.Retention;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreExporter;
import dev.fulgurite.exporter.store.StoreOptions;
import java.util.ServiceConfigurationError;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the store that the settings name.
 *
 * @param loader sees the store's provider
 */
record StoreOpening(Configuration configuration, ClassLoader loader, Consumer<String> lines)
    implements Supplier<SpanStore> {

  /** Null where the settings want no store. */
  static @Nullable StoreOpening of(
      Configuration configuration, ClassLoader loader, Consumer<String> lines) {
    boolean wanted = StorePipeline.wantsStore(configuration);
    return wanted ? new StoreOpening(configuration, loader, lines) : null;
  }

  /** An exporter that opens the store with the first span. */
  StoreExporter exporter() {
    return StoreExporter.create(this, destination(), lines);
  }

  /** The name in the ledger: the store's kind. */
  String destination() {
    String url = configuration.text(Setting.STORE);
    int colon = url.indexOf(':');
    return colon > 0 ? url.substring(0, colon) : "store";
  }

  /** Whether spans can be sent on from the store. */
  boolean hasOutbox() {
    try {
      return SpanStores.hasOutbox(configuration.text(Setting.STORE), loader);
    } catch (ServiceConfigurationError e) {
      return false; // whoever opens the store says so
    }
  }

  @Override
  public SpanStore get() {
    long maxBytes = configuration.bytes(Setting.STORE_MAX_SIZE);
    try {
      boolean index = configuration.isTrue(Setting.STORE_INDEX);
      StoreOptions options =
          new StoreOptions(false, maxBytes, index, retention())
              .withKeyFile(configuration.text(Setting.STORE_KEY_FILE));
      SpanStore store = SpanStores.open(configuration.text(Setting.STORE), options, loader);
      sayWhatIsNotHeld(options.retention());
      return store;
    } catch (StoreException e) {
      throw e;
    } catch (Throwable t) { // a missing native library, a trimmed JDK, a broken provider
      throw new StoreException(
          "cannot open the store " + configuration.text(Setting.STORE) + ": " + t, t);
    }
  }

  /** Who asks that spans go after a month must hear that they will not. */
  private void sayWhatIsNotHeld(Retention rules) {
    String url = configuration.text(Setting.STORE);
    if (!SpanStores.holds(url, rules, loader)) {
      lines.accept(
          destination()
              + " stores do not hold all of "
              + Setting.STORE_MAX_AGE.key()
              + ", "
              + Setting.STORE_MAX_SESSION_SPANS.key()
              + " and "
              + Setting.STORE_KEEP.key()
              + ": what they would remove stays; use a sqlite: or postgresql: store, or fulgurite delete --before");
    }
  }

  private Retention retention() {
    return new Retention(
        configuration.duration(Setting.STORE_MAX_AGE),
        configuration.integer(Setting.STORE_MAX_SESSION_SPANS),
        configuration.keep(Setting.STORE_KEEP));
  }
}
