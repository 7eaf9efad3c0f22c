package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoreException;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** Turns what SQLite says into one line that names the file and the remedy. */
final class SqliteFailures {
  private static final int PRIMARY = 0xff;
  private static final int PERM = 3;
  static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int NOMEM = 7;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;

  static StoreException of(StoreFile file, SqliteSettings settings, SQLException e) {
    return file.failure(reason(settings, e) + " (" + e.getMessage() + ")", e);
  }

  static int code(SQLException e) {
    return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY : 0;
  }

  private static String reason(SqliteSettings settings, SQLException e) {
    return switch (code(e)) {
      case BUSY, LOCKED ->
          "was locked by another process for longer than "
              + settings.busyTimeout().toMillis()
              + " ms: end the program that holds it, then try again";
      case FULL ->
          "cannot grow, the disk is full: free some space, or lower fulgurite.store.max-size";
      case CORRUPT, NOTADB ->
          "is damaged or no SQLite file; nothing of it was changed: move it away, or name another"
              + " path with fulgurite.store=sqlite:PATH; fulgurite check --salvage NEW.db saves what"
              + " can be read";
      case NOMEM -> // what a damaged length asks for
          "is damaged, or this program is out of memory: move the file away and start anew, or give"
              + " the program more memory";
      case CANTOPEN, READONLY, PERM ->
          "cannot be opened: check the permissions of the file and its folder, or name another"
              + " path with fulgurite.store=sqlite:PATH";
      case IOERR -> "cannot be read or written, the disk reports an error: check the disk";
      default -> "failed: run fulgurite doctor";
    };
  }

  private SqliteFailures() {}
}
