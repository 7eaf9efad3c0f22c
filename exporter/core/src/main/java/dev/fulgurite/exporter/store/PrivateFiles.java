package dev.fulgurite.exporter.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that may hold what people said: their owner's alone, and in no commit by accident. */
public final class PrivateFiles {
  /** Creates {@code folder} with a {@code .gitignore} unless it is there. */
  public static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder, ownerOnly(folder, "rwx------"));
    try {
      Files.writeString(folder.resolve(".gitignore"), "*\n", StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      return; // another process made the folder at the same moment
    }
  }

  /**
   * Creates an empty file.
   *
   * @throws FileAlreadyExistsException where there is one
   */
  public static void createNewFile(Path file) throws IOException {
    Files.createFile(file, ownerOnly(file, "rw-------"));
  }

  /**
   * Creates an empty file unless it is there. One that holds something keeps what its owner gave
   * it; an empty one, which nobody reads yet, becomes its owner's alone.
   */
  public static void createFile(Path file) throws IOException {
    try {
      createNewFile(file);
    } catch (FileAlreadyExistsException e) {
      if (Files.isRegularFile(file) && Files.size(file) == 0) {
        close(file);
      }
    }
  }

  private static void close(Path file) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | UnsupportedOperationException e) {
      return; // another user's, who decides, or a file system without permissions
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private PrivateFiles() {}
}
