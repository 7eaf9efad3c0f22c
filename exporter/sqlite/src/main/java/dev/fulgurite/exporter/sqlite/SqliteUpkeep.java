package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.PrivateFiles;
import dev.fulgurite.exporter.store.StoreProgress;
import dev.fulgurite.exporter.store.StoreProgress.Stage;
import dev.fulgurite.exporter.store.Upkeep;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;

/** Looks after the file. */
final class SqliteUpkeep implements Upkeep {
  private final StoreFile file;
  private final SqliteSettings settings;
  private final Erasing.Access access;
  private final IndexFiller filler;

  SqliteUpkeep(StoreFile file, SqliteSettings settings, Erasing.Access access, IndexFiller filler) {
    this.file = file;
    this.settings = settings;
    this.access = access;
    this.filler = filler;
  }

  @Override
  public long vacuum() {
    return vacuum(StoreProgress.NONE);
  }

  @Override
  public long vacuum(StoreProgress progress) {
    long before = size();
    new Erasing(access, file, settings.pruneStep(), progress).finish();
    long free = access.alone(FileRoom::freeBytes);
    StageCount count = new StageCount(progress, Stage.ROOM, free);
    boolean more = true;
    while (more) {
      more = access.alone(FileRoom::giveBack);
      count.reach(free - access.alone(FileRoom::freeBytes));
    }
    access.alone(FileRoom::emptyLog); // where a reader holds it, it shrinks later
    return Math.max(0, before - size());
  }

  private long size() {
    return file.path().toFile().length() + file.wal().toFile().length();
  }

  @Override
  public void backup(Path copy) {
    backup(copy, StoreProgress.NONE);
  }

  @Override
  public void backup(Path copy, StoreProgress progress) {
    Path target = newFile(copy);
    boolean done = false;
    try {
      new DetachedReads(file, settings).alone(session -> copyInto(session, target, progress));
      force(target);
      done = true;
    } catch (SQLException e) {
      throw file.failure("cannot be copied to " + target + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw file.failure("cannot be copied to " + target + ": " + e, e);
    } finally {
      if (!done) {
        deleteQuietly(target);
      }
    }
  }

  /** SQLite writes into an empty file, and keeps its owner. */
  private Path newFile(Path copy) {
    Path target = copy.toAbsolutePath();
    try {
      PrivateFiles.createNewFile(target);
      return target;
    } catch (FileAlreadyExistsException e) {
      throw file.failure("is not copied: " + target + " is there already; name a new file", e);
    } catch (IOException e) {
      throw file.failure("cannot be copied to " + target + ": " + e, e);
    }
  }

  private static boolean copyInto(SqlSession session, Path target, StoreProgress progress)
      throws SQLException {
    empty(target); // what a try before may have written
    StageCount count = new StageCount(progress, Stage.COPY, FileRoom.usedBytes(session));
    Watch watch = Watch.over(progress, count, () -> target.toFile().length());
    try {
      session.update("VACUUM INTO ?", target.toString());
    } finally {
      watch.end();
    }
    long size = target.toFile().length();
    progress.at(Stage.COPY, size, size);
    return true;
  }

  private static void empty(Path target) throws SQLException {
    try {
      Files.write(target, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  private static void force(Path target) throws IOException {
    try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void deleteQuietly(Path target) {
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      return; // the failure before it says what is wrong there
    }
  }

  @Override
  public Salvaged salvage(Path copy, StoreProgress progress) {
    Path target = newFile(copy);
    boolean done = false;
    try {
      Salvaged salvaged = new StoreSalvage(file, settings, progress).into(target);
      done = true;
      return salvaged;
    } finally {
      if (!done) {
        deleteQuietly(target);
      }
    }
  }

  @Override
  public List<String> repair(boolean dropDamaged) {
    return repair(dropDamaged, StoreProgress.NONE);
  }

  @Override
  public List<String> repair(boolean dropDamaged, StoreProgress progress) {
    Watch watch = Watch.over(progress, Stage.REPAIR);
    try {
      return new StoreRepair(access, filler, dropDamaged).run();
    } finally {
      watch.end();
    }
  }
}
