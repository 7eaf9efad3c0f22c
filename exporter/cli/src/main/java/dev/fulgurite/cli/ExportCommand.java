package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.PlainReason;
import dev.fulgurite.cli.text.Progress;
import dev.fulgurite.exporter.store.SpanMatcher;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.training.CreditPolicy;
import dev.fulgurite.exporter.training.EpisodeExport;
import dev.fulgurite.exporter.training.Episodes;
import dev.fulgurite.exporter.training.MessagesExport;
import dev.fulgurite.exporter.training.PreferenceExport;
import dev.fulgurite.exporter.training.TripletExport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** {@code fulgurite export}. */
@Command(
    name = "export",
    description = {
      "Writes spans or training data, and says on standard error what it left out and why.",
      "Filters pick the calls; a reward is credited over its whole rollout attempt or session.",
      "",
      "  triplets     prompt, response and reward of each model call",
      "  messages     one OpenAI chat completion for fine-tuning per model call",
      "  preferences  chosen and rejected: two attempts' answers to one input, told by reward;",
      "               the best with the worst, the second best with the second worst",
      "  jsonl        the spans, as lines of span JSON",
      "  otlp         the spans, as lines of OTLP JSON, which collectors read",
      "  parquet      the spans, as a table with a row each; needs --output"
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite export --format triplets --output triplets.jsonl",
      "  fulgurite export --format triplets --credit discounted:0.9 --rollout ro-1",
      "  fulgurite export --format messages --agent Solver > train.jsonl",
      "  fulgurite export --format preferences --output pairs.jsonl",
      "  fulgurite export --format otlp --since 1d > spans.jsonl     see also: fulgurite import",
      "  fulgurite export --format parquet --output spans.parquet"
    })
final class ExportCommand extends StoreCommand {
  enum Format {
    TRIPLETS,
    MESSAGES,
    PREFERENCES,
    JSONL,
    OTLP,
    PARQUET
  }

  private static final String FULL = "is the disk full?";

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "One of ${COMPLETION-CANDIDATES}.")
  Format format = Format.TRIPLETS;

  @Option(
      names = "--credit",
      paramLabel = "POLICY",
      converter = Policy.class,
      description =
          "Which call a reward without a link belongs to: first-occurrence (the default),"
              + " first-sibling, by-sequence, final (that of preferences) or discounted:GAMMA.")
  @Nullable CreditPolicy credit;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write there instead; a file that is there is replaced once all is written.")
  @Nullable Path output;

  @Option(names = "--json", description = "The only form there is.")
  boolean json;

  @Mixin FilterArguments filter = new FilterArguments();

  static final class Policy implements ITypeConverter<CreditPolicy> {
    @Override
    public CreditPolicy convert(String text) {
      try {
        return CreditPolicy.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  @Override
  void ask(SpanReader reader) throws IOException {
    if (output != null) {
      err().println(exportInto(output, reader));
    } else if (format == Format.PARQUET) {
      throw new ParameterException(
          spec.commandLine(), "parquet is no text: name a file for it with --output FILE");
    } else {
      err().println(export(reader, out()));
    }
  }

  private String exportInto(Path file, SpanReader reader) {
    refuseStore(file);
    try (OutputFile output = OutputFile.of(file)) {
      String report = exportInto(output, reader);
      output.keep();
      return report;
    } catch (IOException | UncheckedIOException e) {
      throw cannotWrite(file, PlainReason.of(e));
    } catch (PipeClosed e) {
      throw cannotWrite(file, FULL);
    }
  }

  private String exportInto(OutputFile output, SpanReader reader) throws IOException {
    try (OutputStream bytes = new BufferedOutputStream(output.stream())) {
      PrintWriter text = new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
      String report =
          format == Format.PARQUET
              ? spans(reader, text, new SpanTable(bytes))
              : export(reader, text);
      if (text.checkError()) {
        throw new IOException(FULL);
      }
      return report;
    }
  }

  private void refuseStore(Path file) {
    Path own = store.file();
    if (own != null && new StoreFiles(own).contain(file)) {
      throw cannotWrite(file, "it belongs to the store that is read: name another file");
    }
  }

  private static CliException cannotWrite(Path file, String reason) {
    return new CliException("cannot write " + file + " (--output): " + reason);
  }

  private String export(SpanReader reader, PrintWriter out) throws IOException {
    return switch (format) {
      case TRIPLETS ->
          calls(reader, out, to -> new TripletExport(to, credit(CreditPolicy.FIRST_OCCURRENCE)));
      case MESSAGES -> calls(reader, out, MessagesExport::new);
      case PREFERENCES ->
          calls(reader, out, to -> new PreferenceExport(to, credit(CreditPolicy.FINAL), reader));
      case JSONL -> spans(reader, out, new SpanLines(out));
      case OTLP -> spans(reader, out, new OtlpLines(out));
      case PARQUET -> throw new IllegalStateException("parquet is no text");
    };
  }

  private CreditPolicy credit(CreditPolicy otherwise) {
    return credit == null ? otherwise : credit;
  }

  private String spans(SpanReader reader, PrintWriter out, SpanSink sink) {
    MatchingSpans spans = new MatchingSpans(reader, filter);
    try (Progress progress = progress()) {
      spans.forEach(
          span -> {
            sink.add(span);
            progress.at(Numbers.counted(spans.count(), "span"));
          },
          out);
    }
    sink.finish();
    String what = Numbers.counted(spans.count(), "span");
    return spans.cut() ? what + ", then ended (--limit)" : what + ", 0 left out";
  }

  private String calls(SpanReader reader, PrintWriter out, Function<Writer, EpisodeExport> exporter)
      throws IOException {
    EpisodeExport export = exporter.apply(new JsonSafeWriter(out));
    SpanQuery query = filter.query(reader);
    int limit = filter.limit(Integer.MAX_VALUE);
    Predicate<StoredSpan> wanted = wanted(query, export);
    try (Progress progress = progress()) {
      long[] episodes = new long[1];
      Episodes.forEach(
          reader,
          query,
          episode -> {
            export.add(episode, wanted);
            PipeClosed.check(out);
            progress.at(Numbers.counted(++episodes[0], "run"));
          });
    }
    export.finish(limit);
    return export.report() + (export.report().lines() == limit ? " (--limit)" : "");
  }

  // Lines that go to the terminal show by themselves how far it is.
  private Progress progress() {
    boolean apart = output != null && Terminal.isThere();
    return new Progress(err(), apart, System::nanoTime);
  }

  private Predicate<StoredSpan> wanted(SpanQuery query, EpisodeExport export) {
    SpanMatcher matcher = SpanMatcher.of(query);
    int limit = filter.limit(Integer.MAX_VALUE);
    return call -> matcher.matches(call) && filter.admits(call) && export.report().lines() < limit;
  }
}
