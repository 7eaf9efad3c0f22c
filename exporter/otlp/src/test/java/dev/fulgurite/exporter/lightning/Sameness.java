package dev.fulgurite.exporter.lightning;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of an exchange what differs from run to run: ids, times, stack traces. */
final class Sameness {
  private static final Pattern IDS = Pattern.compile("\\b(ro|at)-[0-9a-f]{8,12}\\b");
  private static final Pattern TIMES =
      Pattern.compile("(\\\\?\"(?:start_time|end_time|last_heartbeat_time)\\\\?\":)[0-9.e+]+");
  private static final Pattern TRACEBACK =
      Pattern.compile("(\\\\\"traceback\\\\\":\\\\\").*?(?=\\\\\"})");

  private final Map<String, String> ids = new HashMap<>();

  String of(String line) {
    Matcher id = IDS.matcher(line);
    String named = id.replaceAll(found -> name(found.group(), found.group(1)));
    String timeless = TIMES.matcher(named).replaceAll("$11.5");
    return TRACEBACK.matcher(timeless).replaceAll("$1…");
  }

  private String name(String id, String kind) {
    return ids.computeIfAbsent(
        id,
        first ->
            kind + "-" + (1 + ids.keySet().stream().filter(one -> one.startsWith(kind)).count()));
  }
}
