package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.TraceSummary;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what a person means by the beginning of an id. */
final class Ids {
  private static final int TRACE_DIGITS = 32;
  private static final int SHOWN = 5;

  private static final SpanQuery EVERYTHING =
      SpanQuery.builder().setLimit(Integer.MAX_VALUE).build();

  /** The whole trace id. */
  static String trace(SpanReader reader, String beginning) {
    String digits = beginning.toLowerCase(Locale.ROOT);
    String found = digits.length() == TRACE_DIGITS ? digits : only("trace", digits, traces(reader));
    if (found == null) {
      throw new CliException("no trace begins with '" + beginning + "': see 'fulgurite traces'");
    }
    return found;
  }

  /** The spans of one session or trace. */
  static SpanQuery sessionOrTrace(SpanReader reader, String beginning) {
    String digits = beginning.toLowerCase(Locale.ROOT);
    List<String> sessions = sessions(reader);
    if (sessions.contains(beginning)) {
      return session(beginning);
    }
    // A session that has no id of its own bears its trace's: the trace is then what is meant.
    String trace = only("trace", digits, traces(reader));
    if (trace != null) {
      return SpanQuery.builder().setTraceId(trace).build();
    }
    String found = only("session", beginning, sessions);
    if (found == null) {
      throw new CliException(
          "no session or trace is or begins with '"
              + beginning
              + "': see 'fulgurite sessions' and 'fulgurite traces'");
    }
    return session(found);
  }

  private static SpanQuery session(String id) {
    return SpanQuery.builder().setSessionId(id).build();
  }

  private static @Nullable String only(String what, String beginning, List<String> ids) {
    List<String> found = ids.stream().filter(id -> id.startsWith(beginning)).toList();
    if (found.size() > 1 && !found.contains(beginning)) {
      String shown = String.join(", ", found.subList(0, Math.min(SHOWN, found.size())));
      throw new CliException(
          "'%s' begins %d %ss: give more of it (%s%s)"
              .formatted(beginning, found.size(), what, shown, found.size() > SHOWN ? ", …" : ""));
    }
    return found.isEmpty() ? null : found.contains(beginning) ? beginning : found.get(0);
  }

  private static List<String> traces(SpanReader reader) {
    return reader.traces(EVERYTHING).stream().map(TraceSummary::traceId).toList();
  }

  private static List<String> sessions(SpanReader reader) {
    return reader.sessions(EVERYTHING).stream().map(SessionSummary::sessionId).toList();
  }

  private Ids() {}
}
