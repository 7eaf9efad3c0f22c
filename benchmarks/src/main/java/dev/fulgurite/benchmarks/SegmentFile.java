package dev.fulgurite.benchmarks;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.github.luben.zstd.Zstd;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** The reference for appending: JSON lines, compressed by batch, forced to the disk; no queries. */
final class SegmentFile implements SpanSink {
  private static final int LEVEL = 1;

  private final FileChannel file;

  SegmentFile(Path folder) throws IOException {
    file = FileChannel.open(folder.resolve("segment"), CREATE_NEW, WRITE);
  }

  @Override
  public void append(List<StoredSpan> spans) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Zstd.compress(SpanBytes.jsonLines(spans), LEVEL));
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(false);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
