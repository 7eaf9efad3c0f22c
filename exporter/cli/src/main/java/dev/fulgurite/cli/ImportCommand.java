package dev.fulgurite.cli;

import dev.fulgurite.cli.input.BadInput;
import dev.fulgurite.cli.input.SpanFile;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.PlainReason;
import dev.fulgurite.cli.text.Progress;
import dev.fulgurite.exporter.store.SpanStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fulgurite import}. */
@Command(
    name = "import",
    sortOptions = false,
    description = {
      "Adds the spans of files to a store, which is made where it is missing.",
      "Reads what export --format jsonl and otlp write, and OTLP from anywhere, JSON or protobuf,",
      "gzip or not. A span whose ids are in the store is skipped, so that a file may be imported",
      "again. Texts are stored as they are: nothing is redacted here."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite import spans.jsonl",
      "  fulgurite import --store other.db traces-*.json.gz",
      "  ssh server fulgurite export --format jsonl | fulgurite import -"
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "What to read, in this order; - is standard input.")
  List<Path> files = List.of();

  @Mixin StoreArgument store = new StoreArgument();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    files.forEach(ImportCommand::requireReadable);
    try (SpanStore open = store.openForWriting()) {
      Arrivals arrivals = new Arrivals(open);
      long otherSignals = 0;
      for (Path file : files) {
        otherSignals += read(file, arrivals);
      }
      report(arrivals, otherSignals);
    }
    return Fulgurite.OK;
  }

  /** Before a store is made for nothing. */
  private static void requireReadable(Path file) {
    if (SpanFile.isStandardInput(file)) {
      return;
    } else if (Files.notExists(file)) {
      throw cannotRead(file, "there is no such file");
    } else if (Files.isDirectory(file)) {
      throw cannotRead(file, "it is a folder, name the files in it");
    } else if (!Files.isReadable(file)) {
      throw cannotRead(file, "permission denied");
    }
  }

  private static CliException cannotRead(Path file, String reason) {
    return new CliException("cannot read " + file + ": " + reason);
  }

  private long read(Path file, Arrivals arrivals) {
    try (Progress progress = Terminal.progress(spec)) {
      return SpanFile.read(
          file,
          (span, share) -> {
            arrivals.add(span);
            say(progress, share, Numbers.counted(arrivals.read(), "span"));
          });
    } catch (BadInput e) {
      throw new CliException(
          e.getMessage() + ": mend or remove it and import again; " + before(arrivals));
    } catch (IOException e) {
      throw cannotRead(file, PlainReason.of(e) + "; " + before(arrivals));
    } finally {
      arrivals.flush();
    }
  }

  private static void say(Progress progress, double share, String text) {
    if (Double.isNaN(share)) {
      progress.at(text);
    } else {
      progress.at(share, text);
    }
  }

  private static String before(Arrivals arrivals) {
    if (arrivals.read() == 0) {
      return "no span came before it";
    }
    return (arrivals.read() == 1
            ? "the span before it is"
            : "the " + Numbers.count(arrivals.read()) + " spans before it are")
        + " stored, and will be skipped then";
  }

  private void report(Arrivals arrivals, long otherSignals) {
    String others =
        otherSignals == 0
            ? ""
            : "; left out " + Numbers.counted(otherSignals, "line") + " of logs or metrics";
    spec.commandLine()
        .getOut()
        .println(
            "%s read, %s new, %s there already%s"
                .formatted(
                    Numbers.counted(arrivals.read(), "span"),
                    Numbers.count(arrivals.added()),
                    Numbers.count(arrivals.read() - arrivals.added()),
                    others));
  }
}
