package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.Upkeep;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands have in common that look after a store. */
@Command(sortOptions = false)
abstract class UpkeepCommand implements Callable<Integer> {
  @Mixin StoreArgument store = new StoreArgument();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  Upkeep upkeep(SpanStore open) {
    return open.upkeep()
        .orElseThrow(
            () -> new CliException("the store " + open + " is looked after by its server"));
  }
}
