package dev.fulgurite.chaos;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Holds the write lock of a SQLite file from its start until a line comes. */
final class LockHolderProgram {
  /** {@code path}. */
  public static void main(String[] args) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + args[0]);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute("BEGIN IMMEDIATE");
      System.out.println("HELD");
      int unused = System.in.read();
      statement.execute("ROLLBACK");
    }
  }

  private LockHolderProgram() {}
}
