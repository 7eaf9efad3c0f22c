package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerCells;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.ProcessRun;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A small file with the counts of one destination in one process: a page that says whose they are,
 * then the cells to which that process adds through a mapping. A lock on it lives as long as the
 * process, whatever ends it. Not thread-safe.
 */
final class LedgerFile implements AutoCloseable {
  private static final String MAGIC = "fulgurite-ledger 1";
  private static final int HEAD_BYTES = 1024;
  private static final int BYTES = HEAD_BYTES + LedgerCells.BYTES;

  /** Far behind the content: where locks are mandatory, others may read it. */
  private static final long LOCK_POSITION = 1L << 30;

  private final Path path;
  private final FileChannel channel;

  private LedgerFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** A new file, written in full so that no disk that fills up later can fail an emit. */
  static LedgerFile create(Path path, ProcessRun run, String destination) throws IOException {
    PrivateFiles.createFile(path);
    LedgerFile file =
        new LedgerFile(
            path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    try {
      FileLock unused = file.channel.lock(LOCK_POSITION, 1, false);
      ByteBuffer content = ByteBuffer.allocate(BYTES).put(head(run, destination)).position(0);
      while (content.hasRemaining()) {
        file.channel.write(content, content.position());
      }
      return file;
    } catch (IOException | RuntimeException e) {
      file.delete();
      throw e;
    }
  }

  /**
   * The file at {@code path} where its process is gone, so that nobody else takes it; else null.
   */
  static @Nullable LedgerFile takeOver(Path path) throws IOException {
    return open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** The file at {@code path} where its process is gone, to look at; else null. */
  static @Nullable LedgerFile lookAt(Path path) throws IOException {
    return open(path, StandardOpenOption.READ);
  }

  private static @Nullable LedgerFile open(Path path, StandardOpenOption... options)
      throws IOException {
    FileChannel channel = FileChannel.open(path, options);
    try {
      if (channel.tryLock(LOCK_POSITION, 1, options.length == 1) != null) {
        return new LedgerFile(path, channel);
      }
      channel.close();
      return null;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Counts to add to; they outlive the process. */
  LedgerCells cells() throws IOException {
    return new LedgerCells(channel.map(MapMode.READ_WRITE, HEAD_BYTES, LedgerCells.BYTES));
  }

  /**
   * What the process had counted, with nothing said about reasons; null where the file is no such.
   */
  @Nullable LedgerRow read() throws IOException {
    ByteBuffer content = ByteBuffer.allocateDirect(BYTES);
    while (content.hasRemaining()) {
      if (channel.read(content, content.position()) < 0) {
        return null; // made by a process that was killed at that very moment
      }
    }
    String[] head =
        StandardCharsets.UTF_8.decode(content.slice(0, HEAD_BYTES)).toString().split("\n", 6);
    if (head.length < 6 || !head[0].equals(MAGIC)) {
      return null;
    }
    LedgerCells cells = new LedgerCells(content.slice(HEAD_BYTES, LedgerCells.BYTES));
    long started = Long.parseLong(head[3]);
    long updated = Math.max(started, Files.getLastModifiedTime(path).toMillis() * 1_000_000);
    return new LedgerRow(
        head[1], Long.parseLong(head[2]), head[4], started, updated, false, counts(cells));
  }

  private static LedgerSnapshot counts(LedgerCells cells) {
    return LedgerSnapshot.EMPTY.withColumns(
        cells.emitted(), cells.sampledOut(), cells.dropped(), cells.delivered(), cells.failed());
  }

  private static byte[] head(ProcessRun run, String destination) {
    String text =
        String.join(
            "\n",
            MAGIC,
            run.id(),
            Long.toString(run.pid()),
            Long.toString(run.startedEpochNanos()),
            destination.replace('\n', ' '),
            "");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > HEAD_BYTES) {
      throw new IllegalArgumentException("the destination's name is too long: " + destination);
    }
    return bytes;
  }

  /** Also from the disk. What is mapped stays usable. */
  void delete() throws IOException {
    try {
      Files.deleteIfExists(path);
    } finally {
      close();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
