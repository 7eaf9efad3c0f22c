package dev.fulgurite.extension;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** What a program did, and what the store in its folder holds of it. */
record Run(int exit, List<String> out, List<String> err, Path folder) {
  List<StoredSpan> spans() {
    return read(reader -> reader.spans(SpanQuery.ALL).spans());
  }

  StoredSpan span(String name) {
    return spans().stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  List<LedgerRow> ledger() {
    return read(SpanReader::ledger);
  }

  private <T> T read(Function<SpanReader, T> question) {
    String url = "sqlite:" + folder.resolve(".fulgurite").resolve("fulgurite.db");
    ClassLoader loader = Run.class.getClassLoader();
    try (SpanStore store = SpanStores.open(url, StoreOptions.forReading(), loader)) {
      return question.apply(store.reader());
    }
  }
}
