package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * Opens SQLite connections by the driver's class: {@code DriverManager} does not see a driver in an
 * isolated class loader, and loading it would run every other driver's static code.
 */
final class Connections {
  // Together at most 28 MiB: one writer, three readers.
  private static final int WRITER_CACHE_KIB = 16_000;
  private static final int READER_CACHE_KIB = 4_000;
  private static final int CHECKPOINT_PAGES = 4_000;
  private static final int WAL_LIMIT = 64 << 20;

  /** For writing and, until the first statement, touching nothing. */
  static SqlSession forWriting(StoreFile file, SqliteSettings settings) throws SQLException {
    List<String> pragmas =
        new ArrayList<>(
            List.of(
                "PRAGMA synchronous = NORMAL",
                "PRAGMA cache_size = -" + WRITER_CACHE_KIB,
                "PRAGMA temp_store = MEMORY",
                "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES,
                "PRAGMA journal_size_limit = " + WAL_LIMIT));
    if (settings.maxPages() > 0) {
      pragmas.add("PRAGMA max_page_count = " + settings.maxPages());
    }
    SQLiteConfig config = config(settings);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return open(file, "", config, pragmas);
  }

  /** Reads a file that others may write meanwhile. */
  static SqlSession forReading(StoreFile file, SqliteSettings settings) throws SQLException {
    return reader(file, settings, "");
  }

  /** Reads a file that nobody has open; takes no locks and leaves no files behind. */
  static SqlSession forReadingAtRest(StoreFile file, SqliteSettings settings) throws SQLException {
    return reader(file, settings, "?immutable=1");
  }

  private static SqlSession reader(StoreFile file, SqliteSettings settings, String parameters)
      throws SQLException {
    SQLiteConfig config = config(settings);
    config.setReadOnly(true);
    String cache = "PRAGMA cache_size = -" + READER_CACHE_KIB;
    return open(file, parameters, config, List.of(cache, "PRAGMA temp_store = MEMORY"));
  }

  private static SQLiteConfig config(SqliteSettings settings) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) settings.busyTimeout().toMillis());
    config.setOpenMode(SQLiteOpenMode.NOMUTEX); // one thread at a time uses each
    config.setGetGeneratedKeys(false); // else the driver prepares a query after every INSERT
    return config;
  }

  private static SqlSession open(
      StoreFile file, String parameters, SQLiteConfig config, List<String> pragmas)
      throws SQLException {
    String uri = uri(file, parameters);
    Properties properties = config.toProperties();
    SqlSession session =
        new SqlSession(new JDBC4Connection("jdbc:sqlite:" + uri, uri, properties), file);
    try {
      for (String pragma : pragmas) {
        session.run(pragma);
      }
      return session;
    } catch (SQLException e) {
      session.closeQuietly();
      throw e;
    }
  }

  /** As a URI, since the driver takes what follows a {@code ?} in a plain path for settings. */
  private static String uri(StoreFile file, String parameters) {
    String path = file.path().toString().replace('\\', '/');
    String escaped = path.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
    return "file:" + (escaped.startsWith("/") ? "" : "/") + escaped + parameters;
  }

  private Connections() {}
}
