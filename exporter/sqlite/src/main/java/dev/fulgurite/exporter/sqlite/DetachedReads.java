package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * From outside the writing process: a connection per read, and nothing left in the folder.
 *
 * <p>An ordinary read-only connection to a WAL file leaves a {@code -wal} and a {@code -shm} file
 * behind when nobody else has the store open. So a store at rest, which has no {@code -wal} file,
 * is read as immutable, without locks; where a writer appears meanwhile, the answer is thrown away
 * and the question asked again.
 */
final class DetachedReads implements Reads {
  private static final int MAX_TRIES = 3;

  private final StoreFile file;
  private final SqliteSettings settings;

  private record Stamp(FileTime modified, long size) {}

  DetachedReads(StoreFile file, SqliteSettings settings) {
    this.file = file;
    this.settings = settings;
  }

  @Override
  public <T> T read(SqlWork<T> work) throws SQLException {
    return alone(session -> session.inSnapshot(OlderLayout.seenAsNew(work)));
  }

  /** The same for work that cannot be done within a transaction. */
  <T> T alone(SqlWork<T> work) throws SQLException {
    for (int i = 0; i < MAX_TRIES; i++) {
      Stamp before = stampAtRest();
      if (before == null) {
        break;
      }
      try (SqlSession session = Connections.forReadingAtRest(file, settings)) {
        T result = work.run(session);
        if (before.equals(stampAtRest())) {
          return result;
        }
      } catch (SQLException e) {
        if (before.equals(stampAtRest())) {
          throw e;
        }
      }
    }
    try (SqlSession session = Connections.forReading(file, settings)) {
      return work.run(session);
    }
  }

  /** Null while somebody has the store open. */
  private @Nullable Stamp stampAtRest() {
    if (Files.exists(file.wal())) {
      return null;
    }
    try {
      BasicFileAttributes now = Files.readAttributes(file.path(), BasicFileAttributes.class);
      return new Stamp(now.lastModifiedTime(), now.size());
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() {}
}
