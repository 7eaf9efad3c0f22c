package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.exporter.store.SpanReader;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fulgurite spans}. */
@Command(
    name = "spans",
    description = "Prints every matching span as a line of span JSON, the oldest first.",
    footer = {
      "",
      "Examples:",
      "  fulgurite spans --kind llm --since 1h",
      "  fulgurite spans --session q-07 | jq .name"
    })
final class SpansCommand extends StoreCommand {
  @Mixin FilterArguments filter = new FilterArguments();

  @Option(names = "--json", description = "The only form there is.")
  boolean json;

  @Override
  void ask(SpanReader reader) throws IOException {
    MatchingSpans spans = new MatchingSpans(reader, filter);
    spans.forEach(new SpanLines(out())::add, out());
    if (spans.cut()) {
      err().println("ended after " + Numbers.counted(spans.count(), "span") + " (--limit)");
    }
  }
}
