package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.StoreOptions;

/** Deletes a user's spans, step by step. */
final class DeleteProgram {
  /** {@code file user}. */
  public static void main(String[] args) {
    StoreOptions options = new StoreOptions(false, 0, false);
    SqliteSettings small = SqliteSettings.DEFAULTS.withPruneStep(5);
    try (SqliteSpanStore store = SqliteSpanStore.open(args[0], options, small)) {
      System.out.println(store.delete(SpanDeletion.ofUser(args[1])).spans());
    }
  }

  private DeleteProgram() {}
}
