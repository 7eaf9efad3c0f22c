package dev.fulgurite.cli.show;

import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Emitted events and calls of tools and operations, on one line each. */
final class EventText {
  private final StoredSpan span;
  private final Ansi ansi;
  private final int maxText;

  EventText(StoredSpan span, Ansi ansi, int maxText) {
    this.span = span;
    this.ansi = ansi;
    this.maxText = maxText;
  }

  String message() {
    String role = span.string(Fulgurite.MESSAGE_ROLE);
    String who = role == null ? "message" : Printable.line(role);
    return ansi.dim(who + ": ") + shortened(span.text(AgentLightning.MESSAGE_BODY));
  }

  /** The primary value, then the other dimensions by name. */
  String reward() {
    double primary = SpanReaders.rewardValue(span).orElse(0);
    String others =
        SpanReaders.rewards(span).stream()
            .skip(1)
            .map(d -> Printable.line(d.name()) + " " + Numbers.exact(d.value()))
            .collect(Collectors.joining(", "));
    return ansi.bySign(primary, "reward " + Numbers.signed(primary))
        + (others.isEmpty() ? "" : "  " + ansi.dim(others));
  }

  String annotation() {
    return "annotation  " + ansi.dim(shortened(recorded().annotation()));
  }

  String object() {
    return "object "
        + shortened(recorded().objectType())
        + "  "
        + ansi.dim(shortened(recorded().object()));
  }

  /** Arguments and result. */
  String call() {
    String output = recorded().result();
    return shortened(recorded().arguments())
        + (output.isEmpty() ? "" : ansi.dim(" → ") + shortened(output));
  }

  private RecordedText recorded() {
    return new RecordedText(span, ", ");
  }

  private String shortened(@Nullable String text) {
    return text == null ? "" : Printable.line(text, maxText);
  }
}
