package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.store.AgentSummaries;
import dev.fulgurite.exporter.store.AgentSummary;
import dev.fulgurite.exporter.store.KnownAttribute;
import dev.fulgurite.exporter.store.LedgerFiles;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SessionSummaries;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanCursor;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanMatcher;
import dev.fulgurite.exporter.store.SpanPage;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.store.TraceSummaries;
import dev.fulgurite.exporter.store.TraceSummary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Answers from the file: columns narrow the search, the shared matcher decides the rest. */
final class SqliteSpanReader implements SpanReader {
  /** Runs work in a snapshot of the file; fails as the methods of {@link SpanReader} promise. */
  interface Access {
    <T> T reading(SqlWork<T> work);
  }

  private final Access access;
  private final LedgerFiles ledgerFiles;

  SqliteSpanReader(Access access, LedgerFiles ledgerFiles) {
    this.access = access;
    this.ledgerFiles = ledgerFiles;
  }

  @Override
  public SpanPage spans(SpanQuery query) {
    return access.reading(session -> new PageReads(session, query).page());
  }

  @Override
  public String endCursor() {
    return access.reading(
        session -> {
          try (ResultSet row = session.prepared("SELECT max(seq) FROM span").executeQuery()) {
            return new SpanCursor(0, row.next() ? row.getLong(1) : 0).toString();
          }
        });
  }

  @Override
  public List<SessionSummary> sessions(SpanQuery query) {
    return access.reading(
        session -> {
          List<SessionSummary> kept = new SummaryReads(session, query).sessions();
          if (kept != null) {
            return kept;
          }
          SessionSummaries summaries = new SessionSummaries();
          forEach(session, query, summaries::add);
          return summaries.toList(query);
        });
  }

  @Override
  public List<TraceSummary> traces(SpanQuery query) {
    return access.reading(
        session -> {
          List<TraceSummary> kept = new SummaryReads(session, query).traces();
          if (kept != null) {
            return kept;
          }
          TraceSummaries summaries = new TraceSummaries();
          forEach(session, query, summaries::add);
          return summaries.toList(query);
        });
  }

  @Override
  public List<AgentSummary> agents(SpanQuery query) {
    return access.reading(
        session -> {
          List<AgentSummary> kept = new SummaryReads(session, query).agents();
          if (kept != null) {
            return kept;
          }
          AgentSummaries summaries = new AgentSummaries();
          forEachWhole(session, query, summaries::add);
          return summaries.toList(query);
        });
  }

  private static void forEach(SqlSession session, SpanQuery query, Consumer<SpanFacts> consumer)
      throws SQLException {
    QuerySql sql = new QuerySql(session, query);
    if (sql.isPartial()) {
      forEachWhole(session, query, span -> consumer.accept(SpanFacts.of(span)));
    } else {
      forEachNarrow(session, sql, consumer);
    }
  }

  private static void forEachNarrow(SqlSession session, QuerySql sql, Consumer<SpanFacts> consumer)
      throws SQLException {
    SpanRows spans = new SpanRows(session);
    try (ResultSet rows = sql.byArrival(SpanRows.FACTS).prepare(session).executeQuery()) {
      while (rows.next()) {
        consumer.accept(spans.facts(rows));
      }
    }
  }

  private static void forEachWhole(
      SqlSession session, SpanQuery query, Consumer<StoredSpan> consumer) throws SQLException {
    SpanMatcher matcher = SpanMatcher.of(query);
    SpanRows spans = new SpanRows(session);
    Select select = new QuerySql(session, query).byArrival(SpanRows.SPANS);
    try (ResultSet rows = select.prepare(session).executeQuery()) {
      while (rows.next()) {
        StoredSpan span = spans.span(rows);
        if (matcher.matches(span)) {
          consumer.accept(span);
        }
      }
    }
  }

  @Override
  public long unindexed() {
    return access.reading(
        session -> {
          if (SealingTable.isIn(session)) {
            return 0L; // it has no index, and needs none
          }
          Long position = IndexState.position(session);
          String all = "SELECT count(*) FROM span WHERE seq > ?";
          Long count = session.number(all, position == null ? 0 : position);
          return count == null ? 0 : count;
        });
  }

  @Override
  public List<KnownAttribute> attributes() {
    return access.reading(
        session -> {
          Set<KnownAttribute> known = new TreeSet<>();
          Long position = IndexState.addAttributes(session, known);
          SpanRows spans = new SpanRows(session);
          PreparedStatement statement = session.prepared(SpanRows.SPANS + " WHERE p.seq > ?");
          SqlSession.bind(statement, position);
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              KnownAttribute.addAll(spans.span(rows), known);
            }
          }
          return List.copyOf(known);
        });
  }

  @Override
  public List<LedgerRow> ledger() {
    return ledgerFiles.mergedInto(access.reading(LedgerTable::read), SqliteStoreProvider.SCHEME);
  }

  @Override
  public Pruned pruned() {
    return access.reading(
        session -> {
          try (ResultSet row =
              session.prepared("SELECT spans, sessions FROM pruned").executeQuery()) {
            return row.next() ? new Pruned(row.getLong(1), row.getLong(2)) : Pruned.NONE;
          }
        });
  }
}
