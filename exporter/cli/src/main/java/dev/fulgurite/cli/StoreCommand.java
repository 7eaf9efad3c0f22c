package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SqlAccess;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands that ask a store have in common. */
@Command(sortOptions = false)
abstract class StoreCommand implements Callable<Integer> {
  @Mixin StoreArgument store = new StoreArgument();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  /** Null where the store speaks no SQL. */
  @Nullable SqlAccess sql;

  @Override
  public final Integer call() throws IOException {
    try (SpanStore open = store.open()) {
      sql = open.sql().orElse(null);
      ask(open.reader());
    }
    return Fulgurite.OK;
  }

  /** Asks and prints. */
  abstract void ask(SpanReader reader) throws IOException;

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** For what is not the answer. */
  PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
