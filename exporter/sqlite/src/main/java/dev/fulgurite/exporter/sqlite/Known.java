package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a writing connection has seen, so that it need not ask for them with each batch. Rows
 * go only in a transaction that counts a step in {@code pruned}: where that number is another, all
 * is forgotten. A connection that failed is closed, and this with it. Not thread-safe.
 */
final class Known {
  private static final int MAX_SETTINGS = 20_000;
  private static final int MAX_OWNERS = 20_000;
  private static final int MAX_WORDS = 50_000;

  private final Map<Dictionary.Entry, Long> texts = new HashMap<>();
  private final Map<SpanSetting, Long> settings = new HashMap<>();
  private final Map<String, Long> sessions = new HashMap<>();
  private final Map<TraceId, Long> traces = new HashMap<>();
  private final Set<Long> codebooks = new HashSet<>();
  private final Map<String, Boolean> words =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MAX_WORDS;
        }
      };
  private @Nullable Long steps;
  private @Nullable Long wordSteps;
  private boolean isNew = true;

  /** Within the write lock, before anything else is asked. True where rows may have gone. */
  boolean refresh(SqlSession locked) throws SQLException {
    Long now = locked.number("SELECT steps FROM pruned");
    boolean removed = !Objects.equals(now, steps);
    if (removed || settings.size() > MAX_SETTINGS) {
      clear();
      steps = now;
    }
    if (sessions.size() > MAX_OWNERS || traces.size() > MAX_OWNERS) {
      forgetOwners();
    }
    return removed;
  }

  private void forgetOwners() {
    sessions.clear();
    traces.clear();
  }

  /** When this connection itself removed rows and counted the step, of a whole session or not. */
  void removed(SqlSession locked, @Nullable String session) throws SQLException {
    forgetOwners();
    Long now = locked.number("SELECT steps FROM pruned");
    if (now != null && steps != null && now == steps + 1) {
      steps = now;
    }
    if (now != null && wordSteps != null && now == wordSteps + 1) {
      wordSteps = now;
    }
    if (session != null) {
      settings.keySet().removeIf(setting -> setting.session().equals(session));
    }
  }

  /** True once. */
  boolean isNew() {
    boolean first = isNew;
    isNew = false;
    return first;
  }

  /** After a rollback. */
  void clear() {
    texts.clear();
    settings.clear();
    codebooks.clear();
    forgetOwners();
  }

  Map<Dictionary.Entry, Long> texts() {
    return texts;
  }

  Map<String, Long> sessions() {
    return sessions;
  }

  Map<TraceId, Long> traces() {
    return traces;
  }

  Map<SpanSetting, Long> settings() {
    return settings;
  }

  /** As {@link #refresh}, for words: they go only where spans are deleted on request. */
  void refreshWords(SqlSession locked) throws SQLException {
    Long now = locked.number("SELECT steps FROM pruned");
    if (!Objects.equals(now, wordSteps)) {
      words.clear();
      wordSteps = now;
    }
  }

  /** Whether {@code word} may be missing from the index; no more after this. */
  boolean isNewWord(String word) {
    return words.put(word, true) == null;
  }

  Set<Long> codebooks() {
    return codebooks;
  }
}
