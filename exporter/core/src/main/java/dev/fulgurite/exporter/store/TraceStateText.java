package dev.fulgurite.exporter.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The W3C form of a trace state, {@code a=1,b=2}, and its members in order. */
public final class TraceStateText {
  /** In the order of the text; what is no member is passed over. */
  public static Map<String, String> parse(String w3c) {
    Map<String, String> members = new LinkedHashMap<>();
    for (String member : w3c.split(",", -1)) {
      int equals = member.indexOf('=');
      if (equals > 0) {
        members.putIfAbsent(member.substring(0, equals).strip(), member.substring(equals + 1));
      }
    }
    return members;
  }

  /** The inverse of {@link #parse}. */
  public static String format(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> member.getKey() + "=" + member.getValue())
        .collect(Collectors.joining(","));
  }

  private TraceStateText() {}
}
