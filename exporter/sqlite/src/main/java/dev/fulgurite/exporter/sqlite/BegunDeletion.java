package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanDeletion;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A deletion as it stands in the file until its last span is gone. Immutable.
 *
 * @param lastSeq the newest span when it began: what came later stays, whoever ends it
 */
record BegunDeletion(SpanDeletion deletion, long lastSeq) {
  private static final int SESSION = 1;
  private static final int USER = 2;
  private static final int BEFORE = 4;

  /** One that begins now. */
  static BegunDeletion now(SqlSession locked, SpanDeletion deletion) throws SQLException {
    return new BegunDeletion(deletion, newest(locked));
  }

  /** The number of the newest span that ever came. */
  static long newest(SqlSession session) throws SQLException {
    Long newest = session.number("SELECT seq FROM sqlite_sequence WHERE name = 'span'");
    return newest == null ? 0 : newest;
  }

  /** In bytes, since a column of text has no half of a surrogate pair. */
  byte[] toBytes() {
    Bytes out = new Bytes(64);
    String session = deletion.sessionId();
    String user = deletion.userId();
    Long before = deletion.startedBefore();
    out.write(
        (session == null ? 0 : SESSION)
            | (user == null ? 0 : USER)
            | (before == null ? 0 : BEFORE));
    out.writeLong(lastSeq);
    if (session != null) {
      out.writeText(session);
    }
    if (user != null) {
      out.writeText(user);
    }
    if (before != null) {
      out.writeLong(before);
    }
    return out.toByteArray();
  }

  static BegunDeletion of(byte[] bytes) throws SQLException {
    try {
      BytesIn in = new BytesIn(bytes);
      int has = in.read();
      long lastSeq = in.readLong();
      @Nullable String session = (has & SESSION) == 0 ? null : in.readText();
      @Nullable String user = (has & USER) == 0 ? null : in.readText();
      @Nullable Long before = (has & BEFORE) == 0 ? null : Long.valueOf(in.readLong());
      if (in.left() > 0) {
        throw new IOException("it goes on"); // as one with a condition that is not known here
      }
      return new BegunDeletion(new SpanDeletion(session, user, before), lastSeq);
    } catch (IOException | IllegalArgumentException e) {
      throw new SQLException("a deletion that ended half-way cannot be read: " + e.getMessage(), e);
    }
  }
}
