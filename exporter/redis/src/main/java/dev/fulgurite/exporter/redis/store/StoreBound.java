package dev.fulgurite.exporter.redis.store;

import dev.fulgurite.exporter.redis.store.StoreMirror.Held;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sessions go whole, the one that was silent longest first; of the last one its oldest spans. */
record StoreBound(long maxBytes) {
  /** A tenth goes at once, so that not every append removes. */
  private static final double ROOM = 0.9;

  /** What is to go; nothing where the bound holds. The newest span always stays. */
  List<Held> excess(StoreMirror mirror) {
    List<Held> gone = new ArrayList<>();
    if (mirror.bytes() <= maxBytes) {
      return gone;
    }
    double left = mirror.bytes();
    List<List<Held>> sessions = silentFirst(mirror);
    for (int i = 0; i < sessions.size() && left > maxBytes * ROOM; i++) {
      boolean newest = i == sessions.size() - 1;
      for (Held held : sessions.get(i)) {
        if (!newest || (left > maxBytes * ROOM && held.place().arrival() < mirror.newest())) {
          gone.add(held);
          left -= held.size();
        }
      }
    }
    return gone;
  }

  private static List<List<Held>> silentFirst(StoreMirror mirror) {
    Map<String, List<Held>> sessions = new LinkedHashMap<>(16, .75f, true);
    for (Held held : mirror.byArrival().values()) {
      sessions.computeIfAbsent(held.facts().sessionId(), id -> new ArrayList<>()).add(held);
    }
    return new ArrayList<>(sessions.values());
  }
}
