package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.Upkeep;
import dev.fulgurite.exporter.store.Upkeep.Salvaged;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code fulgurite check}. */
@Command(
    name = "check",
    description = {
      "Reads the whole store in search of damage. Exit code 1 where there is some.",
      "With --repair it mends indexes, counts and summaries from the spans, and says what it did;",
      "make a backup first. Programs that write meanwhile wait. Where the file itself is torn,",
      "--salvage saves what can be read of it into a new one."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite check",
      "  fulgurite check --repair",
      "  fulgurite check --salvage saved.db"
    })
final class CheckCommand extends UpkeepCommand {
  @Option(names = "--repair", description = "Mend what can be told from the spans.")
  boolean repair;

  @Option(
      names = "--drop-damaged",
      description = "With --repair: remove spans that cannot be read.")
  boolean dropDamaged;

  @Option(
      names = "--salvage",
      paramLabel = "FILE",
      description = "Copy every span that can be read into the new store FILE.")
  @Nullable Path salvage;

  @Override
  public Integer call() {
    Path target = salvage;
    if (target != null) {
      return salvage(target);
    }
    if (dropDamaged && !repair) {
      throw new ParameterException(spec.commandLine(), "--drop-damaged goes with --repair");
    }
    List<String> damage = repair ? mended() : found();
    damage.forEach(line -> out().println("damage: " + Printable.line(line)));
    if (damage.isEmpty()) {
      out().println("no damage");
    }
    return damage.isEmpty() ? Fulgurite.OK : Fulgurite.NO_ANSWER;
  }

  private int salvage(Path target) {
    if (repair) {
      throw new ParameterException(spec.commandLine(), "--salvage goes without --repair");
    }
    try (SpanStore open = store.open()) {
      Upkeep upkeep = upkeep(open);
      Salvaged all = Terminal.watched(spec, progress -> upkeep.salvage(target, progress));
      out().println("done: " + Numbers.counted(all.spans(), "span") + " saved in " + target);
      if (all.unreadable() > 0) {
        out()
            .println(
                "damage: at most "
                    + Numbers.counted(all.unreadable(), "span")
                    + " could not be read");
      }
      return all.unreadable() == 0 ? Fulgurite.OK : Fulgurite.NO_ANSWER;
    }
  }

  private List<String> found() {
    try (SpanStore open = store.open()) {
      return check(open);
    }
  }

  private List<String> mended() {
    try (SpanStore open = store.openToMend()) {
      Upkeep upkeep = upkeep(open);
      Terminal.watched(spec, progress -> upkeep.repair(dropDamaged, progress))
          .forEach(line -> out().println("done: " + line));
      return check(open);
    }
  }

  private List<String> check(SpanStore open) {
    return Terminal.watched(spec, open::check);
  }
}
