package dev.fulgurite.exporter.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
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

  private final Map<Dictionary.Entry, Long> texts = new HashMap<>();
  private final Map<SpanSetting, Long> settings = new HashMap<>();
  private final Set<Long> codebooks = new HashSet<>();
  private @Nullable Long steps;
  private boolean isNew = true;

  /** Within the write lock, before anything else is asked. */
  void refresh(SqlSession locked) throws SQLException {
    Long now = locked.number("SELECT steps FROM pruned");
    if (!Objects.equals(now, steps) || settings.size() > MAX_SETTINGS) {
      clear();
      steps = now;
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
  }

  Map<Dictionary.Entry, Long> texts() {
    return texts;
  }

  Map<SpanSetting, Long> settings() {
    return settings;
  }

  Set<Long> codebooks() {
    return codebooks;
  }
}
