package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.cli.text.Table;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code fulgurite sessions}. */
@Command(
    name = "sessions",
    description = {
      "Lists sessions, the newest first, with their totals and mean reward.",
      "Counts, times, tokens and rewards are of the spans that the options let through. --errors picks",
      "sessions, and lets all of their spans through."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite sessions --since 2h",
      "  fulgurite sessions --errors",
      "  fulgurite sessions --json | jq 'map(select(.reward != null and .reward < 0))'"
    })
final class SessionsCommand extends SummaryCommand<SessionSummary> {
  private static final int ID_LENGTH = 40;

  SessionsCommand() {
    super("session");
  }

  @Override
  List<SessionSummary> find(SpanReader reader, SpanQuery query) {
    return reader.sessions(query);
  }

  @Override
  long errors(SessionSummary session) {
    return session.errors();
  }

  @Override
  JsonArray.Fields<SessionSummary> fields() {
    return SummaryJson::session;
  }

  @Override
  void print(List<SessionSummary> shown, List<SessionSummary> all, Ansi ansi) {
    Table table =
        new Table()
            .left("session")
            .left("source")
            .left("started")
            .right("duration")
            .right("traces")
            .right("spans")
            .right("model")
            .right("tool")
            .right("errors")
            .right("tokens")
            .right("reward");
    shown.forEach(session -> row(table, session, ansi));
    table.print(out(), ansi);
    out().println();
    out().println(new SessionTotals(all));
  }

  private static String duration(SessionSummary session) {
    String soFar = Numbers.duration(session.endEpochNanos() - session.startEpochNanos());
    return session.finished() ? soFar : soFar + " …";
  }

  private static void row(Table table, SessionSummary session, Ansi ansi) {
    String source = session.sessionSource();
    table.row(
        Printable.line(session.sessionId(), ID_LENGTH),
        new Table.Cell(source == null ? "–" : Printable.line(source), ansi::dim),
        Numbers.time(session.startEpochNanos()),
        duration(session),
        Numbers.count(session.traces()),
        Numbers.count(session.spans()),
        Numbers.count(session.modelCalls()),
        Numbers.count(session.toolCalls()),
        errorCell(session.errors(), ansi),
        Numbers.tokens(session.inputTokens(), session.outputTokens()),
        rewardCell(session.reward(), ansi));
  }
}
