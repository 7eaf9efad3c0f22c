package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SqlAccess;
import dev.fulgurite.exporter.store.SqlRows;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoredSpan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Answers on connections that can only read. */
final class SqliteSql implements SqlAccess {
  private static final int OLDEST = 6;
  private static final int STEPS_BETWEEN_LOOKS = 20_000;

  // VACUUM INTO and ATTACH would write other files, also on a connection that only reads.
  private static final Set<String> QUERIES = Set.of("select", "with", "values", "explain");

  private final SqliteSpanReader.Access access;

  SqliteSql(SqliteSpanReader.Access access) {
    this.access = access;
  }

  @Override
  public SqlRows query(String sql, int maxRows, Duration timeout) {
    SqlText text = new SqlText(sql);
    if (!QUERIES.contains(text.first().toLowerCase(Locale.ROOT))) {
      throw new StoreException(
          "'" + text.first() + "' is no query: begin with SELECT, WITH, VALUES or EXPLAIN", null);
    } else if (text.hasSecondStatement()) {
      throw new StoreException("one query at a time: leave out what follows the semicolon", null);
    }
    return access.reading(
        session -> {
          prepare(session);
          try {
            return answer(session, sql, maxRows, timeout);
          } catch (SQLiteException e) {
            throw refusal(e, timeout);
          }
        });
  }

  @Override
  public List<TableSize> sizes() {
    return access.reading(
        session -> {
          List<TableSize> sizes = new ArrayList<>();
          try (ResultSet rows =
              session
                  .prepared(
                      "SELECT name, pgsize FROM dbstat WHERE aggregate = 1 ORDER BY pgsize DESC, name")
                  .executeQuery()) {
            while (rows.next()) {
              sizes.add(new TableSize(rows.getString(1), rows.getLong(2)));
            }
          }
          return List.copyOf(sizes);
        });
  }

  private static void prepare(SqlSession session) throws SQLException {
    Long version = session.number("PRAGMA user_version");
    if (version == null || version < OLDEST) {
      throw new StoreException(
          "The store has the older schema version "
              + version
              + ", which has no views: open it once for writing, such as with fulgurite import",
          null);
    }
    SpanRows spans = new SpanRows(session);
    session.define(
        SqlViews.ATTRIBUTES, function(spans, span -> SpanJson.attributes(span.attributes())));
    session.define(
        SqlViews.STATUS_MESSAGE,
        function(
            spans, span -> span.statusDescription().isEmpty() ? null : span.statusDescription()));
    SqlViews.create(session);
  }

  private static Function function(
      SpanRows spans, java.util.function.Function<StoredSpan, @Nullable String> text) {
    return new Function() {
      @Override
      protected void xFunc() throws SQLException {
        String found = text.apply(spans.span(value_long(0)));
        if (found == null) {
          result();
        } else {
          result(found);
        }
      }
    };
  }

  private static SqlRows answer(SqlSession session, String sql, int maxRows, Duration timeout)
      throws SQLException {
    long start = System.nanoTime();
    session.watch(
        STEPS_BETWEEN_LOOKS,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return System.nanoTime() - start > timeout.toNanos() ? 1 : 0;
          }
        });
    try (PreparedStatement statement = session.prepareOnce(sql);
        ResultSet result = statement.executeQuery()) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      List<String> columns = columns(result);
      while (result.next()) {
        if (rows.size() == maxRows) {
          return new SqlRows(columns, rows, true);
        }
        rows.add(row(result, columns.size()));
      }
      return new SqlRows(columns, rows, false);
    } finally {
      session.unwatch();
    }
  }

  private static List<String> columns(ResultSet result) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      columns.add(result.getMetaData().getColumnLabel(i));
    }
    return columns;
  }

  private static List<@Nullable Object> row(ResultSet result, int columns) throws SQLException {
    List<@Nullable Object> row = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      row.add(result.getObject(i));
    }
    return row;
  }

  /** What is wrong with the query; what is wrong with the file is thrown on. */
  private static StoreException refusal(SQLiteException e, Duration timeout)
      throws SQLiteException {
    if (e.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT) {
      return new StoreException("The query took longer than " + timeout.toSeconds() + " s", e);
    } else if (e.getResultCode() == SQLiteErrorCode.SQLITE_ERROR) {
      String message = String.valueOf(e.getMessage());
      String views =
          message.contains("no such table")
              ? "; there are the views spans, sessions, traces and rewards"
              : "";
      return new StoreException("The query is wrong: " + message + views, e);
    }
    throw e;
  }
}
