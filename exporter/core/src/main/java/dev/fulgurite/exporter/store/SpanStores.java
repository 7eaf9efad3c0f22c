package dev.fulgurite.exporter.store;

import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Opens stores by URL: {@code memory:}, {@code sqlite:PATH}, {@code postgresql://HOST/DB}, {@code
 * redis://HOST}.
 */
public final class SpanStores {
  /** In the working directory. */
  public static final String DEFAULT_URL = "sqlite:.fulgurite/fulgurite.db";

  /**
   * Opens the store that {@code url} names, with the providers that {@code loader} sees.
   *
   * @throws StoreException when no provider knows the scheme, or the provider cannot open it, or
   *     has a key and cannot encrypt
   */
  public static SpanStore open(String url, StoreOptions options, ClassLoader loader) {
    String scheme = scheme(url);
    TreeSet<String> known = new TreeSet<>();
    for (StoreProvider provider : providers(loader)) {
      if (provider.scheme().equals(scheme)) {
        requireEncryption(provider, options);
        return provider.open(url.substring(scheme.length() + 1), options);
      }
      known.add(provider.scheme() + ":");
    }
    throw new StoreException(
        "Unknown store URL '" + url + "' (fulgurite.store): begin it with one of " + known, null);
  }

  /** Does not name the URL, which may have a password in it. */
  private static void requireEncryption(StoreProvider provider, StoreOptions options) {
    if (options.key() != null && !provider.encrypts()) {
      throw new StoreException(
          "Stores that begin with "
              + provider.scheme()
              + ": (fulgurite.store) are not encrypted, and "
              + options.key()
              + " is named for one that is: use a sqlite: store, or leave "
              + StoreKey.SETTING
              + " away",
          null);
    }
  }

  /** Whether spans can be sent on from a store with this URL; opens nothing. */
  public static boolean hasOutbox(String url, ClassLoader loader) {
    return is(url, loader, StoreProvider::hasOutbox);
  }

  /** Whether a store with this URL holds these rules; opens nothing. */
  public static boolean holds(String url, Retention rules, ClassLoader loader) {
    return is(url, loader, provider -> provider.holds(rules));
  }

  private static boolean is(String url, ClassLoader loader, Predicate<StoreProvider> what) {
    for (StoreProvider provider : providers(loader)) {
      if (provider.scheme().equals(scheme(url))) {
        return what.test(provider);
      }
    }
    return false;
  }

  private static ServiceLoader<StoreProvider> providers(ClassLoader loader) {
    return ServiceLoader.load(StoreProvider.class, loader);
  }

  private static String scheme(String url) {
    return url.substring(0, Math.max(0, url.indexOf(':')));
  }

  private SpanStores() {}
}
