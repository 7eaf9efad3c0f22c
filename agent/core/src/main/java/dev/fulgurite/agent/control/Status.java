package dev.fulgurite.agent.control;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.runtime.Pipeline;
import dev.fulgurite.agent.site.Sighting;
import dev.fulgurite.agent.site.Sightings;
import dev.fulgurite.agent.site.WatchedMethod;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that is known of the running agent, as maps and lists for JSON. */
record Status(About about, Pipeline pipeline, Watching watching, Mismatches mismatches) {
  Map<String, Object> read() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("version", about.version());
    status.put("pid", ProcessHandle.current().pid());
    status.put("uptime_seconds", about.uptimeSeconds());
    status.put("mode", about.mode());
    status.put("store", about.store());
    status.put("sample_rate", pipeline.sampleRate());
    status.put("suppressed_failures", Console.failures());
    status.put("ledger", ledger());
    status.put("hooks", hooks());
    status.put("methods", methods());
    return status;
  }

  private List<Map<String, Object>> ledger() {
    List<Map<String, Object>> rows = new ArrayList<>();
    pipeline.ledgers().forEach((destination, ledger) -> rows.add(row(destination, ledger)));
    return rows;
  }

  private static Map<String, Object> row(String destination, LedgerSnapshot ledger) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("destination", destination);
    row.put("emitted", ledger.emitted());
    row.put("sampled_out", ledger.sampledOut());
    row.put("dropped", ledger.dropped());
    row.put("delivered", ledger.delivered());
    row.put("failed", ledger.failed());
    row.put("in_flight", ledger.inFlight());
    return row;
  }

  /** Annotated methods count as one hook. */
  private List<Map<String, Object>> hooks() {
    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    Sightings sightings = mismatches.sightings();
    rows.put(
        Sightings.ANNOTATIONS,
        row(Sightings.ANNOTATIONS, "annotated methods", sightings.of(Sightings.ANNOTATIONS)));
    Set<String> matched = mismatches.matchedGroups();
    for (Hook hook : mismatches.hooks()) {
      HookTarget target = hook.target();
      Map<String, Object> row =
          row(target.id(), target.type() + '#' + target.method(), sightings.of(target.id()));
      row.put("expected", !target.isOptional() && !matched.contains(target.group()));
      rows.putIfAbsent(target.id(), row);
    }
    return List.copyOf(rows.values());
  }

  private List<Map<String, Object>> methods() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (WatchedMethod method : watching.methods()) {
      rows.add(row(method.id(), method.type() + '#' + method.method(), watching.of(method)));
    }
    return rows;
  }

  private static Map<String, Object> row(String id, String place, Sighting sighting) {
    HookState state = HookState.of(sighting);
    Sighting.Miss miss = sighting.miss();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id);
    row.put("place", place);
    row.put("state", state.word());
    row.put("calls", sighting.calls());
    row.put("classes", sighting.classes().size());
    if (state == HookState.NO_MATCH && miss != null) {
      row.put("library", LibraryVersion.of(miss.location()));
    }
    return row;
  }
}
