package dev.fulgurite.exporter.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Bytes that a row must have, and where the file was damaged may not. */
final class Blob {
  /**
   * @param what they are of
   * @param number of that
   */
  static byte[] of(ResultSet row, int column, String what, long number) throws SQLException {
    byte[] bytes = row.getBytes(column);
    if (bytes == null) {
      throw new SQLException(what + " " + number + " is missing");
    }
    return bytes;
  }

  private Blob() {}
}
