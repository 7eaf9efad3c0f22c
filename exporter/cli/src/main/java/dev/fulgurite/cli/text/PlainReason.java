package dev.fulgurite.cli.text;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Why a file cannot be read or written, in words that a person knows. */
public final class PlainReason {
  /** Of an {@link IOException}, wrapped or not. */
  public static String of(Exception failure) {
    Throwable e = cause(failure);
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return "there is no such file";
    } else if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    // What the operating system says, such as "No space left on device".
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  /** Why {@code file} cannot be looked at or read; null where it can, or where there is none. */
  public static @Nullable String unreadable(Path file) {
    try {
      Files.readAttributes(file, BasicFileAttributes.class);
      return Files.isReadable(file) ? null : "permission denied";
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      return of(e);
    }
  }

  private static Throwable cause(Exception e) {
    return e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
  }

  private PlainReason() {}
}
