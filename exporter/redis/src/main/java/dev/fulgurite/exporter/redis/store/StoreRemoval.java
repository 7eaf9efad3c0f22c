package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.redis.store.StoreMirror.Held;
import dev.fulgurite.exporter.store.Pruned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes spans out of every part of a store.
 *
 * @param mirror has caught up
 */
record StoreRemoval(StoreServer server, StoreMirror mirror) {
  private static final int STEP = 1_000;

  /** Gives what went, this time. */
  Pruned remove(List<Held> gone) {
    long sessions = emptied(gone);
    long spans = 0;
    for (int from = 0; from < gone.size(); from += STEP) {
      int to = Math.min(gone.size(), from + STEP);
      boolean last = to == gone.size();
      spans += remove(gone.subList(from, to), last ? sessions : 0);
    }
    mirror.catchUp();
    return new Pruned(spans, sessions);
  }

  private long remove(List<Held> gone, long sessions) {
    StoreKeys keys = server.keys();
    List<String> arguments = new ArrayList<>(List.of(keys.outbox(), Long.toString(sessions)));
    gone.forEach(held -> arguments.add(Long.toString(held.place().arrival())));
    return server.number(
        StoreScript.REMOVE,
        List.of(keys.spans(), keys.ids(), keys.meta(), keys.removed(), keys.destinations()),
        arguments);
  }

  /** Sessions of which nothing is left then. */
  private long emptied(List<Held> gone) {
    Map<String, Integer> left = new HashMap<>();
    Set<String> touched = new HashSet<>();
    mirror.all().forEach(held -> left.merge(held.facts().sessionId(), 1, Integer::sum));
    for (Held held : gone) {
      touched.add(held.facts().sessionId());
      left.merge(held.facts().sessionId(), -1, Integer::sum);
    }
    return touched.stream().filter(session -> left.getOrDefault(session, 0) == 0).count();
  }
}
