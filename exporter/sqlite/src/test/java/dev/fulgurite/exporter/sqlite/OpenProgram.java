package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.testkit.SampleSpan;
import java.util.List;

/** Opens a store, appends a span and prints how that went. */
final class OpenProgram {
  public static void main(String[] args) {
    ClassLoader loader = OpenProgram.class.getClassLoader();
    try (SpanStore store = SpanStores.open(args[0], StoreOptions.defaults(), loader)) {
      System.out.println("stored " + store.append(List.of(SampleSpan.of(1).build()), null));
    } catch (StoreException e) {
      System.out.println(e.getMessage());
    }
  }

  private OpenProgram() {}
}
