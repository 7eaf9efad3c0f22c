package dev.fulgurite.cli.show;

import dev.fulgurite.cli.text.Ansi;
import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.cli.text.Printable;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.tree.SpanOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** The line over a session: how much there was, what it cost and how it was rewarded. */
public final class SessionHeader {
  private final List<SpanFacts> facts;

  /**
   * @param spans of one session, or of traces that it is named in; not empty
   */
  public SessionHeader(List<StoredSpan> spans) {
    this.facts = spans.stream().sorted(SpanOrder.BY_START).map(SpanFacts::of).toList();
  }

  public String text(Ansi ansi) {
    List<String> parts = new ArrayList<>();
    parts.add(ansi.bold(Printable.line(session())));
    parts.add(Numbers.time(facts.get(0).startEpochNanos()));
    parts.add(Numbers.counted(facts.stream().map(SpanFacts::traceId).distinct().count(), "trace"));
    parts.add(Numbers.counted(facts.size(), "span"));
    long errors = facts.stream().filter(SpanFacts::error).count();
    if (errors > 0) {
      parts.add(ansi.red(Numbers.counted(errors, "error")));
    }
    String tokens = Numbers.tokens(sum(SpanFacts::inputTokens), sum(SpanFacts::outputTokens));
    if (!tokens.isEmpty()) {
      parts.add(tokens + " tokens");
    }
    facts.stream()
        .map(SpanFacts::reward)
        .filter(Objects::nonNull)
        .reduce((first, last) -> last)
        .ifPresent(last -> parts.add(ansi.bySign(last, "reward " + Numbers.signed(last))));
    parts.add(Numbers.duration(wallTime()));
    return "session " + String.join(" · ", parts);
  }

  /** Spans that name none bear their trace's id. */
  private String session() {
    return facts.stream()
        .filter(one -> !one.sessionId().equals(one.traceId()))
        .findFirst()
        .orElse(facts.get(0))
        .sessionId();
  }

  private long wallTime() {
    long end = facts.stream().mapToLong(SpanFacts::endEpochNanos).max().orElseThrow();
    return end - facts.get(0).startEpochNanos();
  }

  private long sum(ToLongFunction<SpanFacts> field) {
    return facts.stream().mapToLong(field).sum();
  }
}
