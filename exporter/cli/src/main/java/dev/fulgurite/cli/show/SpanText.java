package dev.fulgurite.cli.show;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.tree.TraceNode;
import java.util.ArrayList;
import java.util.List;

/** What a span says of itself. Everything that comes from the store is made printable here. */
public final class SpanText {
  private static final int TEXT_LENGTH = 80;

  private final Ansi ansi;
  private final int maxText;

  /**
   * @param full whether texts are shown whole instead of their first 80 characters
   */
  public SpanText(Ansi ansi, boolean full) {
    this.ansi = ansi;
    this.maxText = full ? 0 : TEXT_LENGTH;
  }

  String dim(String text) {
    return ansi.dim(text);
  }

  /** The line of the span itself. */
  String headline(TraceNode node) {
    StoredSpan span = node.span();
    if (node.virtual()) {
      return ansi.dim("(parent " + Printable.line(span.spanId()) + " is not among these spans)");
    }
    EventKind kind = EventKind.of(span);
    List<String> parts = new ArrayList<>();
    parts.add(title(span, kind));
    parts.addAll(events(span, kind));
    FailureText.of(span, kind)
        .ifPresent(failure -> parts.add(ansi.red("✗ " + Printable.line(failure, maxText))));
    return String.join("  ", parts);
  }

  /** Lines below it: what was said to the model and what it said. */
  List<String> details(StoredSpan span) {
    EventKind kind = EventKind.of(span);
    boolean talks = kind == EventKind.LLM || kind == EventKind.AGENT;
    return talks ? new ConversationText(ansi, maxText).of(span) : List.of();
  }

  private String title(StoredSpan span, EventKind kind) {
    return switch (kind) {
      case MESSAGE -> new EventText(span, ansi, maxText).message();
      case REWARD -> new EventText(span, ansi, maxText).reward();
      case ANNOTATION -> new EventText(span, ansi, maxText).annotation();
      case OBJECT -> new EventText(span, ansi, maxText).object();
      case EXCEPTION -> ansi.red("exception");
      case OPERATION -> ansi.bold(Printable.line(orName(span, AgentLightning.OPERATION_NAME)));
      case LLM -> ansi.cyan(Printable.line(span.name(), maxText));
      case AGENT, TOOL -> ansi.bold(Printable.line(span.name(), maxText));
      case SPAN -> Printable.line(span.name(), maxText);
    };
  }

  private List<String> events(StoredSpan span, EventKind kind) {
    List<String> parts = new ArrayList<>();
    switch (kind) {
      case MESSAGE, REWARD, ANNOTATION, OBJECT, EXCEPTION -> {}
      default -> parts.add(ansi.dim(duration(span)));
    }
    if (kind == EventKind.LLM) {
      add(parts, ansi.dim(modelBeyondName(span)));
      add(parts, ansi.dim(tokens(span)));
    }
    if (kind == EventKind.TOOL || kind == EventKind.OPERATION) {
      add(parts, new EventText(span, ansi, maxText).call());
    }
    return parts;
  }

  private static String duration(StoredSpan span) {
    return Numbers.duration(span.endEpochNanos() - span.startEpochNanos());
  }

  private static String tokens(StoredSpan span) {
    String tokens =
        Numbers.tokens(
            span.number(GenAi.USAGE_INPUT_TOKENS), span.number(GenAi.USAGE_OUTPUT_TOKENS));
    return tokens.isEmpty() ? "" : tokens + " tokens";
  }

  private String modelBeyondName(StoredSpan span) {
    String response = span.string(GenAi.RESPONSE_MODEL);
    String model = response == null ? span.string(GenAi.REQUEST_MODEL) : response;
    return model == null || span.name().contains(model) ? "" : Printable.line(model, maxText);
  }

  private static String orName(StoredSpan span, String key) {
    String value = span.string(key);
    return value == null ? span.name() : value;
  }

  private static void add(List<String> parts, String part) {
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }
}
