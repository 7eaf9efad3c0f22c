package dev.fulgurite.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.cli.doctor.Doctor;
import dev.fulgurite.cli.doctor.Finding;
import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.config.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fulgurite doctor}. */
@Command(
    name = "doctor",
    description =
        "Says what is wrong with a set-up, and what to do. Exit code 1 when something is.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  fulgurite doctor",
      "  fulgurite doctor --deep --store /var/lib/app/fulgurite.db"
    })
final class DoctorCommand implements Callable<Integer> {
  @Mixin StoreArgument store = new StoreArgument();

  @Option(names = "--deep", description = "Read the whole store in search of damage.")
  boolean deep;

  @Option(names = "--json", description = "Print a JSON array.")
  boolean json;

  @Mixin ColorArgument color = new ColorArgument();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    List<Finding> findings =
        new Doctor(store.file(), store::openToExamine, deep)
            .examine(System.getenv(), Configuration.ofProcess(Map.of()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonArray.print(out, findings, DoctorCommand::fields);
    } else {
      findings.forEach(finding -> print(out, finding, color.ansi()));
    }
    boolean failed = findings.stream().anyMatch(f -> f.level() == Finding.Level.FAIL);
    return failed ? Fulgurite.NO_ANSWER : Fulgurite.OK;
  }

  private static void fields(JsonGenerator json, Finding finding) throws IOException {
    json.writeStringField("level", finding.level().word());
    json.writeStringField("subject", finding.subject());
    json.writeStringField("message", finding.message());
    json.writeStringField("remedy", finding.remedy());
  }

  private static void print(PrintWriter out, Finding finding, Ansi ansi) {
    String level =
        switch (finding.level()) {
          case OK -> ansi.green("ok  ");
          case WARN -> ansi.yellow("warn");
          case FAIL -> ansi.red("fail");
        };
    out.println(level + "  " + finding.subject() + ": " + Printable.line(finding.message()));
    if (!finding.remedy().isEmpty()) {
      out.println("      → " + Printable.line(finding.remedy()));
    }
  }
}
