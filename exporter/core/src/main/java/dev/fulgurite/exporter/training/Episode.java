package dev.fulgurite.exporter.training;

import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.tree.SpanOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is credited together: the spans of one rollout attempt; without a rollout those of one
 * session; without a session those of one trace. A reward whose links name a call elsewhere only is
 * credited there. Immutable.
 */
public final class Episode {
  /** What tells one episode from another. */
  record Key(Scope scope, String id, @Nullable String attemptId) {
    static Key of(StoredSpan span) {
      String rollout = span.string(AgentLightning.ROLLOUT_ID);
      if (rollout != null && !rollout.isEmpty()) {
        return new Key(Scope.ROLLOUT, rollout, span.string(AgentLightning.ATTEMPT_ID));
      }
      String session = span.string(Fulgurite.SESSION_ID);
      return session == null
          ? new Key(Scope.TRACE, span.traceId(), null)
          : new Key(Scope.SESSION, session, null);
    }
  }

  enum Scope {
    ROLLOUT,
    SESSION,
    TRACE
  }

  private final List<StoredSpan> spans;
  private final List<StoredSpan> calls = new ArrayList<>();
  private final List<StoredSpan> repeatedCalls = new ArrayList<>();
  private final List<StoredSpan> rewards;

  private Episode(Collection<StoredSpan> spans, Collection<StoredSpan> rewards) {
    this.rewards = rewards.stream().sorted(SpanOrder.BY_START).toList();
    this.spans = spans.stream().sorted(SpanOrder.BY_START).toList();
    Set<String> responses = new HashSet<>();
    for (StoredSpan span : this.spans) {
      if (EventKind.of(span) == EventKind.LLM) {
        String response = span.string(GenAi.RESPONSE_ID);
        boolean repeated = response != null && !response.isEmpty() && !responses.add(response);
        (repeated ? repeatedCalls : calls).add(span);
      }
    }
  }

  /** An episode of exactly {@code spans}. */
  public static Episode of(Collection<StoredSpan> spans) {
    return new Episode(spans, SpanReaders.findRewards(spans));
  }

  /** An episode of {@code spans}, with the rewards from elsewhere that name its calls. */
  static Episode of(Key key, Collection<StoredSpan> spans, LinkedRewards linked) {
    List<StoredSpan> rewards = new ArrayList<>(SpanReaders.findRewards(spans));
    rewards.removeIf(linked::away);
    rewards.addAll(linked.guestsOf(key));
    return new Episode(spans, rewards);
  }

  /** Sorts {@code spans} into their episodes, in the order in which they are met. */
  public static List<Episode> group(Collection<StoredSpan> spans) {
    Map<Key, List<StoredSpan>> groups = new LinkedHashMap<>();
    for (StoredSpan span : spans) {
      groups.computeIfAbsent(Key.of(span), key -> new ArrayList<>()).add(span);
    }
    LinkedRewards linked = new LinkedRewards();
    spans.forEach(linked::note);
    spans.stream().filter(span -> EventKind.of(span) == EventKind.LLM).forEach(linked::match);
    return groups.entrySet().stream()
        .map(group -> of(group.getKey(), group.getValue(), linked))
        .toList();
  }

  /** In start order. */
  public List<StoredSpan> spans() {
    return spans;
  }

  /**
   * Every reward to credit here, in start order: those among the spans, without the ones whose
   * links name a call of another episode only, and those of other episodes that name a call here.
   */
  List<StoredSpan> rewards() {
    return rewards;
  }

  /** Model calls in start order; of those that tell one {@code gen_ai.response.id} the first. */
  public List<StoredSpan> calls() {
    return List.copyOf(calls);
  }

  /** Model calls whose response an earlier span has told already. */
  public List<StoredSpan> repeatedCalls() {
    return List.copyOf(repeatedCalls);
  }
}
