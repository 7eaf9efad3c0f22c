package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.Upkeep;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code fulgurite check}. */
@Command(
    name = "check",
    description = {
      "Reads the whole store in search of damage. Exit code 1 where there is some.",
      "With --repair it mends indexes, counts and summaries from the spans, and says what it did;",
      "make a backup first. Programs that write meanwhile wait."
    },
    footer = {"", "Examples:", "  fulgurite check", "  fulgurite check --repair"})
final class CheckCommand extends UpkeepCommand {
  @Option(names = "--repair", description = "Mend what can be told from the spans.")
  boolean repair;

  @Option(
      names = "--drop-damaged",
      description = "With --repair: remove spans that cannot be read.")
  boolean dropDamaged;

  @Override
  public Integer call() {
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
