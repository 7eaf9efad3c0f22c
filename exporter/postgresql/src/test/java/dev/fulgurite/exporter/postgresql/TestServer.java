package dev.fulgurite.exporter.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** A PostgreSQL of the tests' own, on this machine alone, that dies with them. */
final class TestServer {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static @Nullable TestServer server;
  private static @Nullable String whyNot;

  private final EmbeddedPostgres postgres;

  private TestServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /** One for all tests; aborts a test where none can run. */
  static synchronized TestServer running() {
    if (server == null && whyNot == null) {
      start();
    }
    if (server == null) {
      throw new TestAbortedException("no PostgreSQL runs here: " + whyNot);
    }
    return server;
  }

  private static void start() {
    try {
      server = startIn(Path.of("target", "postgresql"));
    } catch (IOException | RuntimeException | LinkageError e) {
      whyNot = e.toString();
    }
  }

  /** Another one, for a test that stops it. */
  static TestServer startIn(Path folder) throws IOException {
    return new TestServer(
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(folder.toFile())
            .setServerConfig("listen_addresses", "127.0.0.1")
            .start());
  }

  /** Where a store may be made that no other test has: what follows {@code postgresql:}. */
  String freshLocation() throws SQLException {
    String schema = "test_" + SCHEMAS.incrementAndGet();
    execute("CREATE SCHEMA " + schema);
    return locationOf(schema);
  }

  private String locationOf(String schema) {
    return "//postgres@127.0.0.1:" + postgres.getPort() + "/postgres?currentSchema=" + schema;
  }

  /** Behind the store's back. */
  void execute(String... statements) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  int port() {
    return postgres.getPort();
  }

  void stop() throws IOException {
    postgres.close();
  }
}
