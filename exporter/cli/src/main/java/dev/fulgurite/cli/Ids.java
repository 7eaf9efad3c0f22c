package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanKey;
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
    if (digits.length() == TRACE_DIGITS) {
      return digits;
    }
    String found = only("trace", beginning, beginning(digits, traces(reader)));
    if (found == null) {
      throw new CliException("no trace begins with '" + beginning + "': see 'fulgurite traces'");
    }
    return found;
  }

  /** The spans of one session or trace. A whole id is looked up; only beginnings read them all. */
  static SpanQuery sessionOrTrace(SpanReader reader, String beginning) {
    String digits = beginning.toLowerCase(Locale.ROOT);
    SpanQuery session = session(beginning);
    boolean isTrace = SpanKey.isTraceId(digits) && hasSpans(reader, trace(digits));
    if (isTrace && !reachesBeyond(reader, session, digits)) {
      return trace(digits); // spans without a session bear their trace's id: they are some of it
    } else if (hasSpans(reader, session)) {
      return session;
    }
    return begun(
        beginning, beginning(digits, traces(reader)), beginning(beginning, sessions(reader)));
  }

  private static SpanQuery begun(String beginning, List<String> traces, List<String> sessions) {
    // A session that has no id of its own bears its trace's: the trace is then what is meant.
    List<String> named = sessions.stream().filter(id -> !traces.contains(id)).toList();
    if (!traces.isEmpty() && !named.isEmpty()) {
      throw new CliException(
          "'%s' begins a trace and a session: give more of it (trace %s, session %s)"
              .formatted(beginning, traces.get(0), named.get(0)));
    }
    String trace = only("trace", beginning, traces);
    String session = only("session", beginning, named);
    if (trace != null) {
      return trace(trace);
    } else if (session != null) {
      return session(session);
    }
    throw new CliException(
        "no session or trace is or begins with '"
            + beginning
            + "': see 'fulgurite sessions' and 'fulgurite traces'");
  }

  private static boolean reachesBeyond(SpanReader reader, SpanQuery session, String trace) {
    return hasSpans(reader, session)
        && reader.traces(session.toBuilder().setLimit(2).build()).stream()
            .anyMatch(one -> !one.traceId().equals(trace));
  }

  private static boolean hasSpans(SpanReader reader, SpanQuery query) {
    return !reader.spans(query.toBuilder().setLimit(1).build()).spans().isEmpty();
  }

  private static SpanQuery session(String id) {
    return SpanQuery.builder().setSessionId(id).build();
  }

  private static SpanQuery trace(String id) {
    return SpanQuery.builder().setTraceId(id).build();
  }

  private static List<String> beginning(String text, List<String> ids) {
    return ids.stream().filter(id -> id.startsWith(text)).toList();
  }

  private static @Nullable String only(String what, String beginning, List<String> found) {
    if (found.size() > 1) {
      String shown = String.join(", ", found.subList(0, Math.min(SHOWN, found.size())));
      throw new CliException(
          "'%s' begins %d %ss: give more of it (%s%s)"
              .formatted(beginning, found.size(), what, shown, found.size() > SHOWN ? ", …" : ""));
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static List<String> traces(SpanReader reader) {
    return reader.traces(EVERYTHING).stream().map(TraceSummary::traceId).toList();
  }

  private static List<String> sessions(SpanReader reader) {
    return reader.sessions(EVERYTHING).stream().map(SessionSummary::sessionId).toList();
  }

  private Ids() {}
}
