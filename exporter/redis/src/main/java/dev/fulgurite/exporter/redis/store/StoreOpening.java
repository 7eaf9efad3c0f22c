package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.redis.RedisLink;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens a store: makes it where it is not there yet, and refuses what it does not know. */
record StoreOpening(StoreServer server, StoreOptions options) {
  private static final Pattern NAME = Pattern.compile("[?&]store=([A-Za-z0-9_.-]+)");
  private static final String DEFAULT_NAME = "default";
  private static final String FORMAT = "1";

  /**
   * @param url as {@link RedisLink#create} reads it, and {@code store=NAME} as its last parameter
   */
  static SpanStore open(String url, StoreOptions options) {
    Matcher named = NAME.matcher(url);
    String name = named.find() ? named.group(1) : DEFAULT_NAME;
    RedisLink link;
    try {
      link = RedisLink.create(named.replaceAll(""));
    } catch (IllegalArgumentException e) {
      String reason =
          String.valueOf(e.getMessage()).replace(Setting.REDIS_URL.key(), Setting.STORE.key());
      throw new StoreException("Cannot open store: " + reason, e);
    }
    try {
      return new StoreOpening(new StoreServer(link, new StoreKeys(name)), options).open();
    } catch (RuntimeException e) {
      link.close();
      throw e;
    }
  }

  private SpanStore open() {
    String meta = server.keys().meta();
    if (!options.readOnly()) {
      server.ask(redis -> redis.hsetnx(meta, "format", FORMAT));
    }
    @Nullable String format = server.ask(redis -> redis.hget(meta, "format"));
    if (format == null) {
      throw refused("is not there: name one that a program has written");
    }
    if (!format.equals(FORMAT)) {
      throw refused("has format " + format + ", made by a newer Fulgurite: use that one");
    }
    return new RedisSpanStore(server, options);
  }

  private StoreException refused(String why) {
    return new StoreException(
        "Cannot open store: '%s' on %s %s".formatted(server.keys().name(), server.link(), why),
        null);
  }
}
