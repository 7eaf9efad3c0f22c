package dev.fulgurite.spring.its;

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

/** What a store holds once its application has closed. */
record Stored(Path file) {
  List<StoredSpan> spans() {
    return read(reader -> reader.spans(SpanQuery.ALL).spans());
  }

  List<String> names() {
    return spans().stream().map(StoredSpan::name).toList();
  }

  List<String> messages() {
    return spans().stream()
        .filter(span -> span.name().equals("agentlightning.message"))
        .map(span -> span.string("agentlightning.message.body"))
        .toList();
  }

  List<LedgerRow> ledger() {
    return read(SpanReader::ledger);
  }

  private <T> T read(Function<SpanReader, T> question) {
    ClassLoader loader = Stored.class.getClassLoader();
    try (SpanStore store = SpanStores.open("sqlite:" + file, StoreOptions.forReading(), loader)) {
      return question.apply(store.reader());
    }
  }
}
