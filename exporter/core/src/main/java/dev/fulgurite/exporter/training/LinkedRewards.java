package dev.fulgurite.exporter.training;

import dev.fulgurite.api.Link;
import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rewards with links, and the episodes whose calls they name where their own has no such call:
 * feedback often comes when the run is over. Note every reward first, then match every call. Holds
 * the rewards, no calls. Not thread-safe.
 */
final class LinkedRewards {
  private static final class Linked {
    final StoredSpan reward;
    final List<Link> links;
    final Episode.Key home;
    boolean atHome;
    boolean elsewhere;

    Linked(StoredSpan reward, List<Link> links) {
      this.reward = reward;
      this.links = links;
      this.home = Episode.Key.of(reward);
    }
  }

  private final Map<SpanId, Linked> rewards = new HashMap<>();
  private final Map<Link, List<Linked>> bySpanOrResponse = new HashMap<>();
  private final List<Linked> byOther = new ArrayList<>();
  private final Map<Episode.Key, Set<Linked>> guests = new HashMap<>();

  void note(StoredSpan span) {
    SpanId id = SpanId.of(span);
    if (!SpanReaders.isReward(span)
        || EventKind.of(span) == EventKind.LLM
        || rewards.containsKey(id)) {
      return;
    }
    List<Link> links = SpanReaders.links(span);
    if (!links.isEmpty()) {
      Linked linked = new Linked(span, links);
      rewards.put(id, linked);
      index(linked);
    }
  }

  boolean isEmpty() {
    return rewards.isEmpty();
  }

  void match(StoredSpan call) {
    Episode.Key key = Episode.Key.of(call);
    Stream.of(
            named(Link.SPAN_ID, plain(call.spanId())),
            named(GenAi.RESPONSE_ID, call.string(GenAi.RESPONSE_ID)),
            byOther)
        .flatMap(List::stream)
        .filter(linked -> !SpanReaders.linkedSpans(List.of(call), linked.links).isEmpty())
        .forEach(linked -> matched(linked, key));
  }

  /** Rewards of other episodes that name a call of this one, and none of their own. */
  List<StoredSpan> guestsOf(Episode.Key key) {
    return guests.getOrDefault(key, Set.of()).stream()
        .filter(linked -> !linked.atHome)
        .map(linked -> linked.reward)
        .toList();
  }

  /** Whether the span is a reward that another episode than its own has as a guest. */
  boolean away(StoredSpan span) {
    Linked linked = rewards.get(SpanId.of(span));
    return linked != null && linked.elsewhere && !linked.atHome;
  }

  private void matched(Linked linked, Episode.Key key) {
    if (key.equals(linked.home)) {
      linked.atHome = true;
    } else {
      linked.elsewhere = true;
      guests.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(linked);
    }
  }

  /** Each under one of its links, so that no call is compared with every reward. */
  private void index(Linked linked) {
    for (Link link : linked.links) {
      boolean span = link.keyMatch().equals(Link.SPAN_ID);
      if (span || link.keyMatch().equals(GenAi.RESPONSE_ID)) {
        String value = span ? plain(link.valueMatch()) : link.valueMatch();
        bySpanOrResponse
            .computeIfAbsent(new Link(link.keyMatch(), value), any -> new ArrayList<>())
            .add(linked);
        return;
      }
    }
    byOther.add(linked);
  }

  private List<Linked> named(String key, @Nullable String value) {
    return value == null
        ? List.of()
        : bySpanOrResponse.getOrDefault(new Link(key, value), List.of());
  }

  // Only narrows: what links mean is for SpanReaders to say.
  private static String plain(String id) {
    return id.toLowerCase(Locale.ROOT).replaceFirst("^(0x)?0*", "");
  }
}
