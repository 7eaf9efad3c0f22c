package dev.fulgurite.exporter.redis;

import static java.util.Objects.requireNonNull;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is.
 *
 * @param uris several are nodes of one cluster
 * @param timeout how long an answer is waited for
 * @param shown the same without the password, for people
 */
record RedisAddress(List<RedisURI> uris, Duration timeout, String shown) {
  static final String KEY = "fulgurite.redis.url";

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern PASSWORD = Pattern.compile("(//(?:[^:@/,]*:)?)[^@/,]*@");

  /**
   * Reads {@code redis://user:password@host:6379/0?timeout=5s}, or several with commas between.
   *
   * @throws IllegalArgumentException naming the key, the value without its password and the remedy
   */
  static RedisAddress parse(String url) {
    String shown = PASSWORD.matcher(requireNonNull(url, "url")).replaceAll("$1***@");
    List<RedisURI> uris =
        Stream.of(url.split(",", -1)).map(one -> uri(one.strip(), shown)).toList();
    boolean said = url.contains("timeout=");
    return new RedisAddress(uris, said ? uris.get(0).getTimeout() : DEFAULT_TIMEOUT, shown);
  }

  private static RedisURI uri(String url, String shown) {
    try {
      if (url.startsWith("redis://") || url.startsWith("rediss://")) {
        RedisURI uri = RedisURI.create(url);
        String host = uri.getHost() == null ? "" : uri.getHost();
        boolean withPort = host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':');
        if (!host.isEmpty() && !withPort) { // a port that is no number stays with the host
          return uri;
        }
      }
    } catch (RuntimeException e) {
      throw unreadable(shown, e);
    }
    throw unreadable(shown, null);
  }

  private static IllegalArgumentException unreadable(String shown, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        KEY
            + "="
            + shown
            + " is no address of Redis: write redis://user:password@host:6379, rediss:// for TLS,"
            + " several with commas between for a cluster",
        cause);
  }

  @Override
  public String toString() {
    return shown;
  }
}
