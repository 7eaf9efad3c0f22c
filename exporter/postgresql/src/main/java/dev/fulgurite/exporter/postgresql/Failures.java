package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.StoreException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Turns what PostgreSQL says into one line that names the store and the remedy. */
final class Failures {
  static StoreException of(ServerAddress address, SQLException e) {
    return address.failure(reason(state(e)) + " (" + e.getMessage() + ")", e);
  }

  /** Whether the connection is lost, rather than a statement refused. */
  static boolean isDisconnect(SQLException e) {
    String state = state(e);
    return state.startsWith("08") || state.startsWith("57P");
  }

  private static String state(SQLException e) {
    @Nullable String state = e.getSQLState();
    return state == null ? "" : state;
  }

  private static String reason(String state) {
    if (state.isEmpty()) {
      return "failed: run fulgurite doctor";
    }
    return switch (state.length() < 2 ? state : state.substring(0, 2)) {
      case "08", "57" ->
          "cannot be reached: check that the server runs, and host and port in fulgurite.store";
      case "28" -> "refuses the login: check user and password in fulgurite.store";
      case "3D" -> "has no such database: create it, or name another in fulgurite.store";
      case "3F" -> "has no schema to make tables in: create the one that currentSchema names";
      case "42" -> "does not allow it: grant the user the right to make and use tables there";
      case "25" -> "takes no changes, it is a read-only copy: name the primary server";
      case "53" -> "is out of disk, memory or connections: see to the server";
      default -> "failed: see the server's log";
    };
  }

  private Failures() {}
}
