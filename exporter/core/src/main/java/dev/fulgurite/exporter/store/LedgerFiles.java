package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerCells;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.ProcessRun;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files beside a store in which its processes count, one for each process and destination: they
 * appear with the store's first span, go at a clean end, and stay where the process was killed.
 * Thread-safe.
 *
 * <p>Files of this very process are never opened a second time: closing that would end its lock.
 */
public final class LedgerFiles {
  private static final Comparator<LedgerRow> OLDEST_PROCESS_FIRST =
      Comparator.comparingLong(LedgerRow::startedEpochNanos)
          .thenComparing(LedgerRow::processId)
          .thenComparing(LedgerRow::destination);

  private final Path folder;
  private final String prefix;
  private final List<LedgerFile> own = new ArrayList<>();

  private LedgerFiles(Path folder, String prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /** Those beside the store in {@code file}. */
  public static LedgerFiles beside(Path file) {
    Path absolute = file.toAbsolutePath();
    Path folder = Objects.requireNonNullElse(absolute.getParent(), absolute);
    return new LedgerFiles(folder, absolute.getFileName() + ".emitted-");
  }

  /** A new file of this process. */
  synchronized LedgerCells create(ProcessRun run, String destination) throws IOException {
    Path path = folder.resolve(prefix + thisProcess() + run.id() + "-" + own.size());
    LedgerFile file = LedgerFile.create(path, run, destination);
    own.add(file);
    return file.cells();
  }

  /** Removes the files of this process: all they hold is in the store. */
  synchronized void removeOwn() {
    for (LedgerFile file : own) {
      try {
        file.delete();
      } catch (IOException e) {
        // The next process finds the row closed, and removes it.
      }
    }
    own.clear();
  }

  /**
   * {@code rows} with what processes that are gone had counted since their last row.
   *
   * @param own the store's own destination, whose rows commit with the spans: what was counted as
   *     delivered beyond them was lost with the end of the store's log
   */
  public List<LedgerRow> mergedInto(List<LedgerRow> rows, String own) {
    List<LedgerRow> merged = new ArrayList<>(rows);
    for (Path path : others()) {
      try (LedgerFile file = LedgerFile.lookAt(path)) {
        LedgerRow counted = file == null ? null : file.read();
        if (counted != null) {
          LedgerRow row = find(rows, counted);
          merged.remove(row);
          merged.add(KilledProcess.merge(row, counted, own));
        }
      } catch (IOException | RuntimeException e) {
        // Removed meanwhile, or not ours to read: the row stands as it is.
      }
    }
    merged.sort(OLDEST_PROCESS_FIRST);
    return List.copyOf(merged);
  }

  /**
   * Removes the files of processes that are gone, once {@code record} has kept what they had
   * counted.
   *
   * @param own as for {@link #mergedInto}
   */
  public void fold(List<LedgerRow> rows, String own, Consumer<LedgerRow> record) {
    for (Path path : others()) {
      try (LedgerFile file = LedgerFile.takeOver(path)) {
        LedgerRow counted = file == null ? null : file.read();
        if (file != null && counted != null) {
          record.accept(KilledProcess.merge(find(rows, counted), counted, own));
          file.delete();
        }
      } catch (IOException | RuntimeException e) {
        // It stays for the next one.
      }
    }
  }

  /** Whether a process other than this one has left, or keeps, a file. */
  public boolean hasOthers() {
    return !others().isEmpty();
  }

  private List<Path> others() {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, this::isOther)) {
      found.forEach(paths::add);
    } catch (IOException | RuntimeException e) {
      return List.of(); // no folder, no files
    }
    paths.sort(Comparator.naturalOrder());
    return paths;
  }

  private boolean isOther(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(prefix) && !name.startsWith(prefix + thisProcess());
  }

  private static @Nullable LedgerRow find(List<LedgerRow> rows, LedgerRow counted) {
    return rows.stream()
        .filter(row -> row.processId().equals(counted.processId()))
        .filter(row -> row.destination().equals(counted.destination()))
        .findFirst()
        .orElse(null);
  }

  /** With the start, since two containers may give the same number. */
  private static String thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(i -> i.toEpochMilli()).orElse(0L);
    return self.pid() + "-" + started + "-";
  }
}
