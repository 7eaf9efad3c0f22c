package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.Upkeep;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fulgurite backup}. */
@Command(
    name = "backup",
    description = {
      "Copies the store as it is now into a new file, which only you may read.",
      "Programs go on writing. The copy is a store: name it with --store."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite backup monday.db",
      "  fulgurite check --store monday.db"
    })
final class BackupCommand extends UpkeepCommand {
  @Parameters(paramLabel = "FILE", description = "The new file.")
  Path file = Path.of("");

  @Override
  public Integer call() {
    try (SpanStore open = store.open()) {
      Upkeep upkeep = upkeep(open);
      Terminal.watched(
          spec,
          progress -> {
            upkeep.backup(file, progress);
            return true;
          });
    }
    out().println(Numbers.bytes(file.toFile().length()) + " in " + file);
    return Fulgurite.OK;
  }
}
