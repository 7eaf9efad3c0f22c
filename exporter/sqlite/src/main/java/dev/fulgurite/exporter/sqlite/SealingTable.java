package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoreKey;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Makes a file an encrypted one: its salt, by which each file has keys of its own, and what only
 * the right key makes of that. It is there from the first transaction on, or never.
 */
final class SealingTable {
  private static final int SALT_BYTES = 16;
  private static final String PROOF = "proof";

  /** Makes a blank file an encrypted one, where there is a key; while its layout is made. */
  static void create(SqlSession locked, StoreFile file) throws SQLException {
    StoreKey key = file.key();
    if (key == null) {
      return;
    }
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    locked.run("CREATE TABLE sealing (salt BLOB NOT NULL, proof BLOB NOT NULL)");
    locked.update("INSERT INTO sealing VALUES (?, ?)", salt, key.derive(PROOF, salt));
    locked.run("DELETE FROM index_state"); // its words would be legible: nobody is to fill it
  }

  static boolean isIn(SqlSession session) throws SQLException {
    return session.number("SELECT 1 FROM sqlite_master WHERE name = 'sealing'") != null;
  }

  /** Refuses an encrypted file without its key, and any other with one. */
  static void verify(SqlSession session, StoreFile file) throws SQLException {
    StoreKey key = file.key();
    if (key != null) {
      salt(session, file, key);
    } else if (isIn(session)) {
      throw file.failure(
          "is encrypted: name the file that has its key by fulgurite.store.key-file=PATH", null);
    }
  }

  /** Of a file that has this key; others are refused. */
  static byte[] salt(SqlSession session, StoreFile file, StoreKey key) throws SQLException {
    if (!isIn(session)) {
      throw file.failure(
          "is not encrypted, and "
              + key
              + " is named for one that is: leave fulgurite.store.key-file away, or name another"
              + " path for a new store, into which fulgurite import brings what fulgurite export"
              + " wrote without the key",
          null);
    }
    PreparedStatement statement = session.prepared("SELECT salt, proof FROM sealing");
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw file.failure("is encrypted and has lost its salt: take a backup of it", null);
      }
      byte[] salt = Blob.of(row, 1, "salt of file", 1);
      if (!MessageDigest.isEqual(key.derive(PROOF, salt), row.getBytes(2))) {
        throw file.failure(
            "is encrypted, and "
                + key
                + " (fulgurite.store.key-file) is not the one that it was made with: name the file"
                + " that has that one",
            null);
      }
      return salt;
    }
  }

  private SealingTable() {}
}
