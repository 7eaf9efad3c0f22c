package dev.fulgurite.testkit.equivalence;

import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;

/**
 * Asks a store and a {@link NaiveStore} the same random questions, in rounds between which random
 * spans arrive, some of them again. The same seed gives the same spans and questions. Not
 * thread-safe.
 */
public final class Equivalence {
  private static final int ROUNDS = 8;
  private static final int ROUND_SPANS = 30;
  private static final int RESENT = 5;
  private static final int PAGES = 5;
  private static final int SIZE = 1000;
  private static final MathContext DIGITS = new MathContext(9);

  private final SpanStore store;
  private final Random random;
  private final NaiveStore expected = new NaiveStore();
  private long lastSpan;
  private int answered;

  /**
   * @param store empty
   */
  public Equivalence(SpanStore store, long seed) {
    this.store = store;
    this.random = new Random(seed);
  }

  /**
   * Asks {@code questions} questions.
   *
   * @return how many of them found something
   * @throws AssertionError with the smallest question found that has another answer
   */
  public int ask(int questions) {
    JqwikSession.run(
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            append();
            for (int i = round; i < questions; i += ROUNDS) {
              ask(new AnyQuestion(expected.all()));
            }
          }
        });
    return answered;
  }

  private void append() {
    List<StoredSpan> known = expected.all();
    List<StoredSpan> batch = new ArrayList<>();
    for (int i = 0; i < ROUND_SPANS; i++) {
      batch.add(next().numbered(++lastSpan));
      if (i % (ROUND_SPANS / RESENT) == 0 && !known.isEmpty()) {
        batch.add(resent(known.get(random.nextInt(known.size()))));
      }
    }
    int added = store.append(batch, null);
    if (added != expected.append(batch)) {
      throw new AssertionError(added + " of " + batch.size() + " spans counted as new");
    }
  }

  private AnySpan next() {
    return AnySpan.any().generator(SIZE).next(random).value();
  }

  /** The same span as another. */
  private StoredSpan resent(StoredSpan like) {
    AnySpan other = next();
    int trace = Integer.parseInt(like.traceId().substring(16), 16);
    return new AnySpan(
            trace, other.session(), other.name(), other.times(), other.ending(), other.attributes())
        .numbered(Long.parseLong(like.spanId(), 16));
  }

  private void ask(AnyQuestion questions) {
    Shrinkable<Question> question = questions.arbitrary().generator(SIZE).next(random);
    if (difference(question.value()) != null) {
      Question smallest = Smallest.of(question, candidate -> difference(candidate) != null).value();
      throw new AssertionError(
          printable(store + " answers otherwise to " + smallest + ":\n" + difference(smallest)));
    }
    answered += expected.spans(question.value().query()).isEmpty() ? 0 : 1;
  }

  private @Nullable String difference(Question question) {
    SpanQuery query = question.query();
    try {
      String sessions = differ(expected.sessions(query), store.reader().sessions(query));
      String traces = differ(expected.traces(query), store.reader().traces(query));
      String agents =
          differ(rounded(expected.agents(query)), rounded(store.reader().agents(query)));
      String spans = pages(query, expected.spans(query));
      return sessions != null
          ? sessions
          : traces != null ? traces : agents != null ? agents : spans;
    } catch (RuntimeException e) {
      return "it throws " + e;
    }
  }

  /** An average depends on the order in which rewards are added up. */
  private static List<AgentSummary> rounded(List<AgentSummary> summaries) {
    return summaries.stream()
        .map(
            s ->
                new AgentSummary(
                    s.hourEpochNanos(),
                    s.agent(),
                    s.model(),
                    s.spans(),
                    s.modelCalls(),
                    s.toolCalls(),
                    s.errors(),
                    s.inputTokens(),
                    s.outputTokens(),
                    s.rewards(),
                    rounded(s.averageReward())))
        .toList();
  }

  private static @Nullable Double rounded(@Nullable Double average) {
    return average == null ? null : new BigDecimal(average).round(DIGITS).doubleValue();
  }

  /** Page after page until enough is seen. */
  private @Nullable String pages(SpanQuery query, List<StoredSpan> all) {
    @Nullable String cursor = null;
    for (int page = 0; page < PAGES; page++) {
      SpanPage actual = store.reader().spans(query.toBuilder().setCursor(cursor).build());
      int from = page * query.limit();
      int to = Math.min(all.size(), from + query.limit());
      String difference = differ(all.subList(from, to), actual.spans());
      if (difference != null) {
        return "page " + (page + 1) + ": " + difference;
      }
      cursor = actual.nextCursor();
      if ((cursor == null) != (to == all.size())) {
        return "page " + (page + 1) + ": nextCursor is " + cursor;
      }
      if (cursor == null) {
        return null;
      }
    }
    return null;
  }

  private static @Nullable String differ(List<?> expected, List<?> actual) {
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      Object one = i < expected.size() ? expected.get(i) : null;
      Object other = i < actual.size() ? actual.get(i) : null;
      if (!Objects.equals(one, other)) {
        return "the " + (i + 1) + ". should be\n  " + one + "\nand is\n  " + other;
      }
    }
    return null;
  }

  /** Nothing may hide in a report. */
  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c == '\n' || (c >= ' ' && c <= '~');
      out.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return out.toString();
  }
}
