package dev.fulgurite.exporter.store;

/**
 * Opens {@code memory:}, a new and empty {@link InMemorySpanStore} each time. A byte bound below
 * its default applies.
 */
public final class MemoryStoreProvider implements StoreProvider {
  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public boolean hasOutbox() {
    return true;
  }

  @Override
  public boolean holds(Retention rules) {
    return rules.maxAge().isZero() && rules.keep().isEmpty();
  }

  @Override
  public SpanStore open(String location, StoreOptions options) {
    if (!location.isEmpty()) {
      throw new StoreException(
          "memory:" + location + " is no store URL: write memory: alone, it has no path", null);
    }
    if (options.readOnly()) {
      throw new StoreException(
          "memory: cannot be read by another process: name a store on disk, such as "
              + SpanStores.DEFAULT_URL,
          null);
    }
    long bound = options.maxBytes() <= 0 ? Long.MAX_VALUE : options.maxBytes();
    long spans = options.retention().maxSessionSpans();
    return InMemorySpanStore.builder()
        .setMaxBytes(Math.min(bound, InMemorySpanStore.DEFAULT_MAX_BYTES))
        .setMaxSessionSpans(spans == 0 ? Long.MAX_VALUE : spans)
        .build();
  }
}
