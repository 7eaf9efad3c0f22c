package dev.fulgurite.agent;

import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a program did: how it ended, what it said, and what the store holds of it.
 *
 * @param stdout all it printed
 * @param stderr all it printed there
 */
record Run(int exit, String stdout, String stderr, Path folder) {
  /** The lines of standard output, without empty ones. */
  List<String> out() {
    return lines(stdout);
  }

  /** The lines of standard error, without empty ones. */
  List<String> err() {
    return lines(stderr);
  }

  private static List<String> lines(String text) {
    return Arrays.stream(text.split("\\R", -1)).filter(line -> !line.isEmpty()).toList();
  }

  /** The store in the program's working directory. */
  Path store() {
    return folder.resolve(".fulgurite").resolve("fulgurite.db");
  }

  List<StoredSpan> spans() {
    return spans("sqlite:" + store());
  }

  static List<StoredSpan> spans(String url) {
    try (SpanStore store =
        SpanStores.open(url, StoreOptions.forReading(), Run.class.getClassLoader())) {
      return store.reader().spans(SpanQuery.ALL).spans();
    }
  }

  /** The spans as a tree, to be compared as text. */
  SpanTreeText tree() {
    return SpanTreeText.of(spans());
  }

  List<String> spanNames() {
    return spans().stream().map(StoredSpan::name).toList();
  }

  StoredSpan span(String name) {
    return spans().stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  /** What follows {@code key=} in the program's output. */
  String printed(String key) {
    return out().stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " in " + this));
  }
}
