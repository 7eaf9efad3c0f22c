package dev.fulgurite.exporter.sqlite;

import static java.util.stream.Collectors.joining;

import dev.fulgurite.exporter.store.AttributePredicate.Operator;
import dev.fulgurite.exporter.store.ValueMatcher;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the index that is filled behind the writer. What it has not come to is part of each answer,
 * so that none is lost; and what it finds is too much at times. Lives for one query.
 */
final class SpanIndex {
  /** Of so many it is quicker to look at the spans in their order, for as long as it takes. */
  private static final int MANY = 20_000;

  /** Further alternatives, or parts of a text, are not looked up. */
  private static final int MAX_TERMS = 100;

  private static final String FOUND =
      """
      p.seq IN (SELECT rowid FROM span_index WHERE span_index MATCH ? AND rowid > ?
        UNION ALL SELECT seq FROM span WHERE seq > ?)""";
  private static final String COUNT =
      "SELECT count(*) FROM (SELECT 1 FROM span_index WHERE span_index MATCH ? AND rowid > ? LIMIT "
          + MANY
          + ")";

  private static final String FURTHER =
      "SELECT 1 FROM span WHERE session_id = (SELECT id FROM session WHERE text = ?)"
          + " LIMIT 1 OFFSET ?";

  private final SqlSession session;
  private final long arrivedAfter;
  private final Map<TextPart, Optional<String>> expressions;
  private @Nullable Long position;
  private long lag;
  private boolean looked;

  SpanIndex(SqlSession session) {
    this(session, 0, new HashMap<>());
  }

  private SpanIndex(
      SqlSession session, long arrivedAfter, Map<TextPart, Optional<String>> expressions) {
    this.session = session;
    this.arrivedAfter = arrivedAfter;
    this.expressions = expressions;
  }

  /** The same for spans that arrived later; it knows which words a text has already. */
  SpanIndex after(long seq) {
    SpanIndex after = new SpanIndex(session, seq, expressions);
    after.position = position;
    after.lag = lag;
    after.looked = looked;
    return after;
  }

  /** Whether the file has the columns of version 2 only. */
  boolean isOlder() {
    return session.isOlder();
  }

  /** Null where it is of no use: there is none, or most is yet to come. */
  private @Nullable Long position() throws SQLException {
    if (!looked) {
      looked = true;
      Long known = IndexState.position(session);
      lag = known == null ? 0 : IndexState.lag(session, known);
      position = lag >= MANY ? null : known;
    }
    return position;
  }

  /** Spans with an attribute that {@link ValueMatcher} may say yes to. */
  SqlCondition compared(String key, Operator operator, Object wanted) throws SQLException {
    if (position() == null || operator == Operator.NOT_EQUALS) {
      return SqlCondition.UNKNOWN;
    }
    return switch (operator) {
      case EQUALS -> found(any(marks(key, List.of(wanted))));
      case IN -> oneOf(key, wanted instanceof List<?> values ? values : List.of());
      case CONTAINS, PREFIX ->
          SqlCondition.all(List.of(found(quoted(Marks.key(key))), text(String.valueOf(wanted))));
      default -> found(quoted(Marks.key(key)));
    };
  }

  private SqlCondition oneOf(String key, List<?> values) throws SQLException {
    if (values.isEmpty()) {
      return SqlCondition.NONE;
    }
    return found(values.size() > MAX_TERMS ? quoted(Marks.key(key)) : any(marks(key, values)));
  }

  private static Set<String> marks(String key, List<?> wanted) {
    Set<String> marks = new LinkedHashSet<>();
    for (Object value : wanted) {
      String text = String.valueOf(value);
      marks.add(text.length() > Marks.MAX_TEXT ? Marks.key(key) : Marks.text(key, text));
      Double number = ValueMatcher.number(value);
      if (number != null) {
        marks.add(Marks.number(key, number));
      }
    }
    return marks;
  }

  /** Spans that {@code wanted} may be in, ignoring case. */
  SqlCondition text(String wanted) throws SQLException {
    if (position() == null) {
      return SqlCondition.UNKNOWN;
    }
    List<String> all = new ArrayList<>();
    List<TextPart> parts = TextPart.of(wanted);
    for (TextPart part : parts.subList(0, Math.min(parts.size(), MAX_TERMS))) {
      String expression = expression(part);
      if (expression != null) {
        all.add(expression);
      }
    }
    return all.isEmpty() ? SqlCondition.UNKNOWN : found(String.join(" AND ", all));
  }

  /** Null where it is as good as in every span. */
  private @Nullable String expression(TextPart part) throws SQLException {
    Optional<String> known = expressions.get(part);
    if (known == null) {
      known = Optional.ofNullable(sought(part));
      expressions.put(part, known);
    }
    return known.orElse(null);
  }

  private @Nullable String sought(TextPart part) throws SQLException {
    boolean isLong = part.text().length() > Words.MAX;
    if (isLong || part.isWhole()) {
      return quoted(isLong ? Marks.LONG : part.text());
    }
    List<String> words = Vocabulary.containing(session, part);
    if (words == null) {
      return null;
    }
    List<String> either = new ArrayList<>(words);
    either.add(Marks.LONG);
    return any(either);
  }

  private static String any(Iterable<String> tokens) {
    List<String> quoted = new ArrayList<>();
    tokens.forEach(token -> quoted.add(quoted(token)));
    return quoted.stream().collect(joining(" OR ", "(", ")"));
  }

  private static String quoted(String token) {
    return '"' + token + '"';
  }

  private SqlCondition found(String match) throws SQLException {
    Long before = position();
    long count = before == null ? MANY : countUpToMany(match, before);
    return before == null || count >= MANY
        ? SqlCondition.UNKNOWN
        : SqlCondition.exactly(FOUND, match, arrivedAfter, Math.max(before, arrivedAfter))
            .loosely()
            .seeking()
            .atMost(count + lag);
  }

  /** Not counted where there are not so many. */
  private long countUpToMany(String match, long before) throws SQLException {
    long all = Math.max(0, before - arrivedAfter);
    Long count = all < MANY ? Long.valueOf(all) : session.number(COUNT, match, arrivedAfter);
    return count == null ? MANY : count;
  }

  /** Whether a session has more spans than that. */
  boolean hasMoreThan(long spans, String sessionId) throws SQLException {
    return session.number(FURTHER, sessionId, spans) != null;
  }
}
