package dev.fulgurite.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.cli.text.Table;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** What an agent says of itself, for people. */
record AgentStatusText(JsonNode status, PrintWriter out, Ansi ansi) {
  void print(boolean all) {
    long uptime = TimeUnit.SECONDS.toNanos(status.path("uptime_seconds").asLong());
    out.printf(
        "agent %s in process %s, up %s%n",
        text(status, "version"), text(status, "pid"), Numbers.duration(uptime));
    out.println("mode         " + text(status, "mode") + ": " + mode());
    out.println("store        " + text(status, "store"));
    out.println("sample rate  " + text(status, "sample_rate"));
    long failures = status.path("suppressed_failures").asLong();
    if (failures > 0) {
      out.println(ansi.red(Numbers.counted(failures, "failure") + " kept from the program"));
    }
    out.println();
    ledger();
    out.println();
    hooks(all);
  }

  private String mode() {
    return switch (text(status, "mode")) {
      case "official-agent" -> "the OpenTelemetry agent runs here too and gets the spans";
      case "application-sdk" -> "spans go through the application's own OpenTelemetry SDK";
      case "bridge" -> "the agent serves the application's OpenTelemetry API";
      case "isolated" -> "the application has no OpenTelemetry";
      default -> "unknown to this command";
    };
  }

  private void ledger() {
    if (status.path("ledger").isEmpty()) {
      out.println("no span yet");
      return;
    }
    Table table =
        new Table()
            .left("destination")
            .right("emitted")
            .right("sampled out")
            .right("dropped")
            .right("delivered")
            .right("failed")
            .right("in flight");
    for (JsonNode row : status.path("ledger")) {
      table.row(
          text(row, "destination"),
          count(row, "emitted"),
          count(row, "sampled_out"),
          count(row, "dropped"),
          count(row, "delivered"),
          count(row, "failed"),
          count(row, "in_flight"));
    }
    table.print(out, ansi);
  }

  private void hooks(boolean all) {
    Table table =
        new Table().left("hook or method").left("state").right("calls").right("classes").left("");
    int hidden = 0;
    for (JsonNode row : status.path("hooks")) {
      if (all || !text(row, "state").equals("not loaded")) {
        row(table, row);
      } else {
        hidden++;
      }
    }
    status.path("methods").forEach(row -> row(table, row));
    table.print(out, ansi);
    if (hidden > 0) {
      out.println(
          ansi.dim(Numbers.counted(hidden, "hook") + " of what is not loaded; --all shows them"));
    }
  }

  private void row(Table table, JsonNode row) {
    boolean wrong = text(row, "state").equals("no match") && row.path("expected").asBoolean(true);
    String library = row.path("library").isTextual() ? text(row, "library") : "";
    table.row(
        text(row, "id"),
        new Table.Cell(text(row, "state"), wrong ? ansi::red : word -> word),
        count(row, "calls"),
        count(row, "classes"),
        library);
  }

  private static String count(JsonNode row, String field) {
    return Numbers.count(row.path(field).asLong());
  }

  private static String text(JsonNode node, String field) {
    return Printable.line(node.path(field).asText());
  }
}
