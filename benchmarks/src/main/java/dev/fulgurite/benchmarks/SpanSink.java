package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Something that keeps spans in files of one folder. */
interface SpanSink extends AutoCloseable {
  /** When it returns, the spans survive the death of the process. */
  void append(List<StoredSpan> spans) throws Exception;

  @Override
  void close() throws IOException, SQLException;
}
