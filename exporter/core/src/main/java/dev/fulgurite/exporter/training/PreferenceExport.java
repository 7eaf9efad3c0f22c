package dev.fulgurite.exporter.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.SpanField;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes preference pairs: two attempts' answers to one input, the better rewarded one {@code
 * chosen}, the other {@code rejected}. The input is the messages and the tools; a call's reward is
 * what the policy credits it with. Of one attempt the last call with an input counts, and each call
 * is in one pair at most: the best with the worst, the second best with the second worst. Lines are
 * written by {@link #finish}; until then a call costs some 300 bytes of memory.
 */
public final class PreferenceExport implements EpisodeExport {
  private final Writer out;
  private final CreditPolicy policy;
  private final SpanReader reader;
  private final ExportReport.Counter counter = new ExportReport.Counter();
  private final Map<String, List<Candidate>> byInput = new LinkedHashMap<>();
  private int episodes;

  /**
   * {@code out} is neither flushed nor closed.
   *
   * @param reader of the store that the episodes come from
   */
  public PreferenceExport(Writer out, CreditPolicy policy, SpanReader reader) {
    this.out = out;
    this.policy = policy;
    this.reader = reader;
  }

  @Override
  public void add(Episode episode, Predicate<? super StoredSpan> wanted) {
    Credit credit = policy.credit(episode);
    episodes++;
    for (StoredSpan call : episode.calls()) {
      if (wanted.test(call)) {
        add(call, credit.of(call));
      }
    }
    counter.leaveOut(
        "of a response already told", episode.repeatedCalls().stream().filter(wanted).count());
    credit.remark(counter);
  }

  private void add(StoredSpan call, @Nullable Double reward) {
    if (reward == null) {
      counter.leaveOut("without a reward", 1);
      return;
    }
    try {
      TurnDigest digest = TurnDigest.of(Turn.of(CallContent.of(call)));
      List<Candidate> others = byInput.computeIfAbsent(digest.input(), any -> new ArrayList<>(1));
      if (others.removeIf(other -> other.attempt() == episodes)) {
        counter.leaveOut("that their attempt made again", 1);
      }
      others.add(new Candidate(SpanId.of(call), episodes, reward, digest.answer()));
    } catch (NoTrainingLine e) {
      counter.leaveOut(String.valueOf(e.getMessage()), 1);
    }
  }

  @Override
  public void finish(long limit) throws IOException {
    for (List<Candidate> calls : byInput.values()) {
      for (Pairing.Pair pair : Pairing.of(calls, counter)) {
        if (counter.lines() < limit) {
          write(pair);
        }
      }
    }
    byInput.clear();
  }

  @Override
  public ExportReport report() {
    return counter.report();
  }

  private void write(Pairing.Pair pair) throws IOException {
    StoredSpan chosen = find(pair.chosen().call());
    StoredSpan rejected = find(pair.rejected().call());
    if (chosen == null || rejected == null) {
      counter.leaveOut("that the store has removed meanwhile", 2);
      return;
    }
    try {
      Turn better = Turn.of(CallContent.of(chosen));
      Turn worse = Turn.of(CallContent.of(rejected));
      ObjectNode line = line(better, worse);
      ObjectNode metadata = line.putObject("metadata");
      describe(metadata.putObject("chosen"), chosen, pair.chosen().reward());
      describe(metadata.putObject("rejected"), rejected, pair.rejected().reward());
      JsonLines.write(line, out);
      counter.line();
      better.remark(counter);
      worse.remark(counter);
    } catch (NoTrainingLine e) {
      throw new IllegalStateException("a span has changed", e);
    }
  }

  private static ObjectNode line(Turn chosen, Turn rejected) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.set("prompt", chosen.prompt());
    line.set("chosen", chosen.answer());
    line.set("rejected", rejected.answer());
    if (chosen.tools() != null) {
      line.set("tools", chosen.tools());
    }
    return line;
  }

  private static void describe(ObjectNode side, StoredSpan call, double reward) {
    side.put("reward", reward)
        .put("rollout_id", call.string(AgentLightning.ROLLOUT_ID))
        .put("attempt_id", call.string(AgentLightning.ATTEMPT_ID))
        .put("trace_id", call.traceId())
        .put("span_id", call.spanId());
  }

  private @Nullable StoredSpan find(SpanId id) {
    SpanQuery query =
        SpanQuery.builder()
            .setTraceId(id.traceId())
            .setFilter(new SpanFilter.Field(SpanField.SPAN, Operator.EQUALS, id.spanId()))
            .setLimit(1)
            .build();
    return reader.spans(query).spans().stream().findFirst().orElse(null);
  }
}
