package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.SpanMatcher;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.training.CreditPolicy;
import dev.fulgurite.exporter.training.EpisodeExport;
import dev.fulgurite.exporter.training.Episodes;
import dev.fulgurite.exporter.training.MessagesExport;
import dev.fulgurite.exporter.training.TripletExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code fulgurite export}. */
@Command(
    name = "export",
    description = {
      "Writes training data as JSON lines, and says on standard error what it left out and why.",
      "Filters pick the calls; a reward is credited over its whole rollout attempt or session."
    },
    footer = {
      "",
      "Examples:",
      "  fulgurite export --format triplets --output triplets.jsonl",
      "  fulgurite export --format triplets --credit discounted:0.9 --rollout ro-1",
      "  fulgurite export --format messages --agent Solver > train.jsonl",
      "  fulgurite export --format jsonl --since 1d    the spans themselves"
    })
final class ExportCommand extends StoreCommand {
  enum Format {
    TRIPLETS,
    MESSAGES,
    JSONL
  }

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description =
          "triplets: prompt, response and reward of each model call; messages: one OpenAI chat"
              + " completion per call; jsonl: span JSON.")
  Format format = Format.TRIPLETS;

  @Option(
      names = "--credit",
      paramLabel = "POLICY",
      converter = Policy.class,
      description =
          "Which call a reward without a link belongs to: first-occurrence (the default),"
              + " first-sibling, by-sequence, final or discounted:GAMMA.")
  CreditPolicy credit = CreditPolicy.FIRST_OCCURRENCE;

  @Option(names = "--output", paramLabel = "FILE", description = "Write there instead.")
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
    if (output == null) {
      err().println(export(reader, out()));
      return;
    }
    try (PrintWriter file =
        new PrintWriter(Files.newBufferedWriter(output, StandardCharsets.UTF_8))) {
      String report = export(reader, file);
      if (file.checkError()) {
        throw new CliException("cannot write " + output + " (--output): is the disk full?");
      }
      err().println(report);
    } catch (FileSystemException e) {
      throw new CliException("cannot write " + output + " (--output): " + e);
    }
  }

  private String export(SpanReader reader, PrintWriter out) throws IOException {
    if (format == Format.JSONL) {
      SpanLines lines = new SpanLines(reader, filter);
      lines.print(out);
      return "%d lines%s".formatted(lines.count(), lines.cut() ? ", then ended (--limit)" : "");
    }
    EpisodeExport export =
        format == Format.TRIPLETS
            ? new TripletExport(new JsonSafeWriter(out), credit)
            : new MessagesExport(new JsonSafeWriter(out));
    SpanQuery query = filter.query(reader);
    Predicate<StoredSpan> wanted = wanted(query, export);
    Episodes.forEach(
        reader,
        query,
        episode -> {
          export.add(episode, wanted);
          PipeClosed.check(out);
        });
    String cut = export.report().lines() == filter.limit(Integer.MAX_VALUE) ? " (--limit)" : "";
    return export.report() + cut;
  }

  private Predicate<StoredSpan> wanted(SpanQuery query, EpisodeExport export) {
    SpanMatcher matcher = SpanMatcher.of(query);
    int limit = filter.limit(Integer.MAX_VALUE);
    return call -> matcher.matches(call) && filter.admits(call) && export.report().lines() < limit;
  }
}
