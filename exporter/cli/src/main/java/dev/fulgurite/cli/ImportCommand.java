package dev.fulgurite.cli;

import dev.fulgurite.cli.input.BadInput;
import dev.fulgurite.cli.input.SpanFile;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Progress;
import dev.fulgurite.exporter.store.SpanStore;
import java.io.IOException;
import java.nio.file.FileSystemException;
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
      "  fulgurite import --store other.db traces-*.json.gz"
    })
final class ImportCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to read, in this order.")
  List<Path> files = List.of();

  @Mixin StoreArgument store = new StoreArgument();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
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

  private long read(Path file, Arrivals arrivals) throws IOException {
    try (Progress progress = Terminal.progress(spec)) {
      return SpanFile.read(
          file,
          (span, share) -> {
            arrivals.add(span);
            progress.at(share, Numbers.counted(arrivals.read(), "span"));
          });
    } catch (BadInput e) {
      throw new CliException(
          "%s: mend or remove it and import again; %s stored, and will be skipped then"
              .formatted(
                  e.getMessage(),
                  arrivals.read() == 1
                      ? "the span before it is"
                      : "the " + Numbers.count(arrivals.read()) + " spans before it are"));
    } catch (FileSystemException e) {
      throw new CliException("cannot read " + file + ": " + e);
    } finally {
      arrivals.flush();
    }
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
