package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.PrivateFiles;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the store lives, and its key. What it creates, only its owner may read. */
final class StoreFile {
  private static final Set<String> NETWORK =
      Set.of(
          "nfs",
          "nfs3",
          "nfs4",
          "cifs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "sshfs",
          "fuse.sshfs",
          "9p",
          "afs",
          "afpfs",
          "ncpfs",
          "webdav",
          "davfs",
          "fuse.davfs2",
          "ceph",
          "fuse.ceph",
          "glusterfs",
          "fuse.glusterfs",
          "lustre",
          "fuse.s3fs",
          "fuse.gcsfuse",
          "fuse.rclone");

  private static final int HEADER_BYTES = 100;

  private final String location;
  private final Path path;
  private final @Nullable StoreKey key;

  private StoreFile(String location, Path path, @Nullable StoreKey key) {
    this.location = location;
    this.path = path;
    this.key = key;
  }

  /** One that is not encrypted. */
  static StoreFile at(String location) {
    return at(location, null);
  }

  /**
   * @param key of an encrypted one
   */
  static StoreFile at(String location, @Nullable StoreKey key) {
    if (location.isBlank()) {
      throw new StoreException(
          "Store URL 'sqlite:" + location + "' has no path: write sqlite:PATH", null);
    }
    try {
      return new StoreFile(location, real(Path.of(location).toAbsolutePath()), key);
    } catch (InvalidPathException e) {
      throw new StoreException("Store URL 'sqlite:" + location + "' is no path: correct it", e);
    }
  }

  /** SQLite follows a link too, and keeps its log beside what the link leads to. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.normalize(); // not there yet
    }
  }

  Path path() {
    return path;
  }

  /** Null where it is not to be encrypted. */
  @Nullable StoreKey key() {
    return key;
  }

  Path folder() {
    return Objects.requireNonNullElse(path.getParent(), path);
  }

  Path wal() {
    return path.resolveSibling(path.getFileName() + "-wal");
  }

  /** Creates what is missing. */
  void prepareForWriting(Function<Path, String> fileSystemType) {
    refuseNetwork(fileSystemType);
    try {
      PrivateFiles.createFolder(folder());
      PrivateFiles.createFile(path); // of which SQLite's -wal and -shm get the permissions
    } catch (IOException | UnsupportedOperationException e) {
      throw failure(
          "cannot be created ("
              + e
              + "): correct the path, make its folder writable, or name"
              + " another place with fulgurite.store=sqlite:PATH",
          e);
    }
    refuseOther();
  }

  /** Creates nothing. */
  void prepareForReading(Function<Path, String> fileSystemType) {
    refuseNetwork(fileSystemType);
    refuseOther();
    if (!Files.exists(path)) {
      throw failure(
          "does not exist: run a program with the agent here first, or name another store", null);
    }
  }

  /** Tells this file from another one at the same path; null where that cannot be told. */
  @Nullable Object identity() {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  /** An exception whose message begins with the store's URL. */
  StoreException failure(String message, @Nullable Throwable cause) {
    return new StoreException("Store " + this + " " + message, cause);
  }

  @Override
  public String toString() {
    return "sqlite:" + location;
  }

  private void refuseOther() {
    if (Files.isDirectory(path)) {
      throw failure("is a directory: name a file in it, such as fulgurite.db", null);
    }
    // SQLite would take a file of a single byte for an empty one, and write over it.
    if (path.toFile().length() > 0 && path.toFile().length() < HEADER_BYTES) {
      throw failure(
          "is damaged or no SQLite file; nothing of it was changed: move it away, or name another"
              + " path with fulgurite.store=sqlite:PATH",
          null);
    }
  }

  private void refuseNetwork(Function<Path, String> fileSystemType) {
    Path existing = path;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    String type = fileSystemType.apply(existing).toLowerCase(Locale.ROOT);
    if (NETWORK.contains(type)) {
      throw failure(
          "is on a network file system ("
              + type
              + "), where SQLite's locks cannot be trusted:"
              + " name a path on a local disk with fulgurite.store=sqlite:PATH",
          null);
    }
  }
}
