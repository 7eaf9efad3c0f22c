package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.exporter.store.SpanQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** When the spans started that are looked at. */
final class TimeArguments {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Since.class,
      description =
          "Started at or after TIME: 90s, 30m, 2h, 7d ago, 2026-11-21T09:00:00Z, or as shown.")
  @Nullable Long since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Since.class,
      description = "Started before TIME, given as for --since.")
  @Nullable Long until;

  boolean areGiven() {
    return since != null || until != null;
  }

  /**
   * @param command whose arguments these are
   * @throws ParameterException where no span can be between them: they were taken for one another.
   *     What reads alike is let through, since "1h" is a moment later where it is read second
   */
  void addTo(SpanQuery.Builder query, CommandLine command) {
    if (since != null && until != null && since > until) {
      String from = Numbers.time(since);
      String to = Numbers.time(until);
      if (!from.equals(to)) {
        throw new ParameterException(command, "--since %s is after --until %s".formatted(from, to));
      }
    }
    query.setStartedFrom(since).setStartedBefore(until);
  }
}
