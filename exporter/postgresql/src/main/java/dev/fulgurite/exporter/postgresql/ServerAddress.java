package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.StoreException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which database, as whom. Shown without user and parameters, which may be secrets. Immutable.
 *
 * @param jdbcUrl as the driver wants it, without user and password before the host
 * @param shown for messages
 */
record ServerAddress(
    String jdbcUrl, String shown, @Nullable String user, @Nullable String password) {

  /** {@code //USER:PASSWORD@HOST:PORT/DATABASE?NAME=VALUE&…}, of which most may be left out. */
  static ServerAddress parse(String location) {
    int query = location.indexOf('?');
    String place = query < 0 ? location : location.substring(0, query);
    String parameters = query < 0 ? "" : location.substring(query);
    int at = place.lastIndexOf('@');
    if (at < 0) {
      return new ServerAddress(url(place, parameters), "postgresql:" + place, null, null);
    }
    if (!place.startsWith("//")) {
      throw new StoreException(
          "postgresql:" + place.substring(at) + " is no store URL: write postgresql://USER@HOST/DB",
          null);
    }
    String host = "//" + place.substring(at + 1);
    String login = place.substring(2, at);
    int colon = login.indexOf(':');
    return new ServerAddress(
        url(host, parameters),
        "postgresql:" + host,
        decode(colon < 0 ? login : login.substring(0, colon)),
        colon < 0 ? null : decode(login.substring(colon + 1)));
  }

  private static String url(String place, String parameters) {
    return "jdbc:postgresql:" + place + parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** What the URL's own parameters go before. */
  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "fulgurite");
    properties.setProperty("tcpKeepAlive", "true");
    // A server that is gone without a word must not hold a thread for good.
    properties.setProperty("socketTimeout", "60");
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  StoreException failure(String what, @Nullable Throwable cause) {
    return new StoreException("The store " + shown + " " + what, cause);
  }

  @Override
  public String toString() {
    return shown;
  }
}
