package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.store.SpanCursor;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import java.util.concurrent.TimeUnit;

/**
 * A program that asks a store once a second, as a page of sessions would, and prints when it asked
 * and the number of the latest span it saw; until its input ends.
 */
final class Onlooker {
  private static final SpanQuery SESSIONS =
      SpanQuery.builder().setOrder(SpanQuery.Order.NEWEST_FIRST).setLimit(50).build();
  private static final SpanQuery SPANS =
      SpanQuery.builder().setOrder(SpanQuery.Order.NEWEST_FIRST).setLimit(20).build();

  /** {@code url}. */
  public static void main(String[] arguments) throws Exception {
    ClassLoader loader = Onlooker.class.getClassLoader();
    try (SpanStore store = SpanStores.open(arguments[0], StoreOptions.forReading(), loader)) {
      SpanReader reader = store.reader();
      while (System.in.available() == 0) {
        long asked = System.currentTimeMillis();
        long latest = SpanCursor.parse(reader.endCursor()).arrival();
        reader.sessions(SESSIONS);
        reader.spans(SPANS);
        System.out.println(asked + " " + latest);
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  private Onlooker() {}
}
