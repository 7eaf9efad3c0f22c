package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fulgurite delete}. */
@Command(
    name = "delete",
    sortOptions = false,
    description = {
      "Removes spans for good: of a session, of a user, or before a time.",
      "Nothing of them is left in the store's tables, its index of texts, its log and its free",
      "space. Every condition given must hold. Programs that write meanwhile wait at the end, while",
      "the file is written anew. Backups and exported files are yours to remove."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite delete --user ann@example.com --dry-run    what would go",
      "  fulgurite delete --user ann@example.com --yes",
      "  fulgurite delete --session q-01 --yes",
      "  fulgurite delete --before 30d --yes"
    })
final class DeleteCommand implements Callable<Integer> {
  @Option(names = "--session", paramLabel = "ID", description = "Of this session.")
  @Nullable String session;

  @Option(names = "--user", paramLabel = "ID", description = "With this user.id.")
  @Nullable String user;

  @Option(
      names = "--before",
      paramLabel = "TIME",
      converter = Since.class,
      description = "Started before TIME; see fulgurite spans --help.")
  @Nullable Long beforeNanos;

  @Option(names = "--dry-run", description = "Say what would go, and change nothing.")
  boolean dryRun;

  @Option(names = "--yes", description = "Without it nothing is deleted.")
  boolean yes;

  @Mixin StoreArgument store = new StoreArgument();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (session == null && user == null && beforeNanos == null) {
      throw misuse("what is to go? Name it with --session, --user or --before");
    }
    if (!dryRun && !yes) {
      throw misuse("this cannot be undone: look with --dry-run, then delete with --yes");
    }
    SpanDeletion deletion = new SpanDeletion(session, user, beforeNanos);
    if (dryRun) {
      look(deletion);
    } else {
      delete(deletion);
    }
    return Fulgurite.OK;
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void look(SpanDeletion deletion) {
    try (SpanStore open = store.open()) {
      SpanReader reader = open.reader();
      List<SessionSummary> found = sessions(reader, deletion.query());
      long spans = found.stream().mapToLong(SessionSummary::spans).sum();
      out().println(counted(spans, found.size()) + " would go; nothing was changed (--dry-run)");
      long others = found.isEmpty() ? 0 : others(reader, found);
      if (others > 0) {
        out().println(Numbers.counted(others, "other span") + " of these sessions would stay");
      }
    }
  }

  private static List<SessionSummary> sessions(SpanReader reader, SpanQuery query) {
    return reader.sessions(query.toBuilder().setLimit(Integer.MAX_VALUE).build());
  }

  private static long others(SpanReader reader, List<SessionSummary> found) {
    Map<String, Long> all =
        sessions(reader, SpanQuery.ALL).stream()
            .collect(Collectors.toMap(SessionSummary::sessionId, SessionSummary::spans));
    return found.stream()
        .mapToLong(one -> all.getOrDefault(one.sessionId(), one.spans()) - one.spans())
        .sum();
  }

  private void delete(SpanDeletion deletion) {
    try (SpanStore open = store.openToMend()) {
      Pruned gone = Terminal.watched(spec, progress -> open.delete(deletion, progress));
      out()
          .println(
              Numbers.counted(gone.spans(), "span")
                  + " deleted, "
                  + Numbers.counted(gone.sessions(), "session")
                  + " whole");
    }
  }

  private static String counted(long spans, long sessions) {
    return Numbers.counted(spans, "span") + " of " + Numbers.counted(sessions, "session");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
