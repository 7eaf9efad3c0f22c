package dev.fulgurite.cli.doctor;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.PlainReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The file of an embedded store: there, whose, how large. */
final class FileExamination implements Examination {
  private static final long LITTLE_SPACE = 200L << 20;
  private static final double NEARLY_FULL = 0.9;
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final Path file;
  private final long maxBytes;
  private final List<Finding> findings = new ArrayList<>();

  FileExamination(Path file, long maxBytes) {
    this.file = file.toAbsolutePath().normalize();
    this.maxBytes = maxBytes;
  }

  @Override
  public List<Finding> findings() {
    String unreadable = PlainReason.unreadable(file);
    if (unreadable != null) {
      findings.add(
          Finding.fail(
              "store",
              file + " cannot be read: " + unreadable,
              "see its permissions and its folders', or run as the user who owns it"));
      return findings;
    }
    if (Files.notExists(file)) {
      findings.add(
          Finding.fail(
              "store",
              "there is none at " + file,
              "run the program with -javaagent:fulgurite-agent.jar in this directory, or name its"
                  + " store with --store PATH"));
      return findings;
    }
    if (Files.isDirectory(file)) {
      findings.add(
          Finding.fail("store", file + " is a folder", "name a file in it, such as fulgurite.db"));
      return findings;
    }
    try {
      permissions();
      size();
    } catch (IOException | UnsupportedOperationException e) {
      findings.add(
          Finding.warn(
              "store file", "cannot be examined: " + PlainReason.of(e), "check its directory"));
    }
    return findings;
  }

  private void permissions() throws IOException {
    if (!Files.isWritable(file)) {
      findings.add(
          Finding.warn(
              "permissions", file + " is not writable by you", "an agent you start cannot use it"));
    }
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> open = EnumSet.copyOf(OTHERS);
    open.retainAll(Files.getPosixFilePermissions(file));
    if (open.isEmpty()) {
      findings.add(Finding.ok("permissions", "only its owner may read " + file));
    } else {
      String modes = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      findings.add(
          Finding.warn(
              "permissions",
              file + " holds conversations and is open to others (" + modes + ")",
              "chmod 600 " + file));
    }
  }

  private void size() throws IOException {
    long bytes = Files.size(file);
    Path log = file.resolveSibling(file.getFileName() + "-wal");
    bytes += Files.exists(log) ? Files.size(log) : 0;
    if (maxBytes > 0 && bytes > maxBytes * NEARLY_FULL) {
      findings.add(
          Finding.warn(
              "size",
              Numbers.bytes(bytes) + " of " + Numbers.bytes(maxBytes) + ": the oldest sessions go",
              "export what you need, or raise fulgurite.store.max-size"));
    } else {
      String bound = maxBytes > 0 ? " of " + Numbers.bytes(maxBytes) : ", without a bound";
      findings.add(Finding.ok("size", Numbers.bytes(bytes) + bound));
    }
    long free = Files.getFileStore(file).getUsableSpace();
    if (free < LITTLE_SPACE) {
      findings.add(
          Finding.warn("disk", Numbers.bytes(free) + " left where the store lies", "make room"));
    }
  }
}
