package dev.fulgurite.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * A file that is written whole or not at all: beside it first, then in its place. What is no
 * regular file, as a pipe, is written straight. A new file is its owner's alone; one that was there
 * leaves its permissions to the new one. Used once.
 */
final class OutputFile implements AutoCloseable {
  private final Path target;
  private final Path written;

  private OutputFile(Path target, Path written) {
    this.target = target;
    this.written = written;
  }

  static OutputFile of(Path file) throws IOException {
    if (isStream(file)) {
      return new OutputFile(file, file);
    }
    Path target = LinkedPath.end(file);
    refuse(target);
    Path written = Files.createTempFile(folder(target), ".fulgurite-", ".tmp");
    written.toFile().deleteOnExit(); // who interrupts the program finds no half of it either
    return new OutputFile(target, written);
  }

  OutputStream stream() throws IOException {
    return Files.newOutputStream(written);
  }

  /** Puts what has been written where it belongs. */
  void keep() throws IOException {
    if (written.equals(target)) {
      return;
    }
    if (Files.exists(target) && hasModes(target)) {
      Files.setPosixFilePermissions(written, Files.getPosixFilePermissions(target));
    }
    Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what was not kept. */
  @Override
  public void close() throws IOException {
    if (!written.equals(target)) {
      Files.deleteIfExists(written);
    }
  }

  // /dev/stdout may be a file, of which others write the beginning or the end.
  private static boolean isStream(Path file) {
    return file.startsWith("/dev")
        || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file));
  }

  private static void refuse(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw failure(target, "it is a folder: name a file in it");
    } else if (!Files.isDirectory(folder(target))) {
      throw failure(target, "there is no folder " + folder(target));
    } else if (Files.exists(target) && !Files.isWritable(target)) {
      throw new AccessDeniedException(target.toString());
    } else if (!Files.isWritable(folder(target))) {
      throw failure(target, "you may not write into its folder " + folder(target));
    }
  }

  private static FileSystemException failure(Path file, String reason) {
    return new FileSystemException(file.toString(), null, reason);
  }

  private static Path folder(Path target) {
    return Objects.requireNonNullElse(target.getParent(), target);
  }

  private static boolean hasModes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
