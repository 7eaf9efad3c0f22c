package dev.fulgurite.exporter.store;

import java.util.ServiceLoader;
import java.util.TreeSet;

/** Opens stores by URL: {@code memory:}, {@code sqlite:PATH}. */
public final class SpanStores {
  /** In the working directory. */
  public static final String DEFAULT_URL = "sqlite:.fulgurite/fulgurite.db";

  /**
   * Opens the store that {@code url} names, with the providers that {@code loader} sees.
   *
   * @throws StoreException when no provider knows the scheme, or the provider cannot open it
   */
  public static SpanStore open(String url, StoreOptions options, ClassLoader loader) {
    int colon = url.indexOf(':');
    String scheme = colon < 0 ? "" : url.substring(0, colon);
    TreeSet<String> known = new TreeSet<>();
    for (StoreProvider provider : ServiceLoader.load(StoreProvider.class, loader)) {
      if (provider.scheme().equals(scheme)) {
        return provider.open(url.substring(colon + 1), options);
      }
      known.add(provider.scheme() + ":");
    }
    throw new StoreException(
        "Unknown store URL '" + url + "' (fulgurite.store): begin it with one of " + known, null);
  }

  private SpanStores() {}
}
