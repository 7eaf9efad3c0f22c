package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.exporter.store.SpanStore;
import picocli.CommandLine.Command;

/** {@code fulgurite vacuum}. */
@Command(
    name = "vacuum",
    description = {
      "Gives room in the store's file that nothing needs back to the disk.",
      "A little at a time, so that programs go on writing. Ends a deletion that was interrupted:",
      "what it had still to remove goes."
    },
    footer = {"", "Examples:", "  fulgurite vacuum", "  fulgurite vacuum --store other.db"})
final class VacuumCommand extends UpkeepCommand {
  @Override
  public Integer call() {
    try (SpanStore open = store.openToMend()) {
      long given = Terminal.watched(spec, upkeep(open)::vacuum);
      out().println(Numbers.bytes(given) + " given back");
    }
    return Fulgurite.OK;
  }
}
