/**
 * The embedded store: {@code sqlite:PATH}, one file in WAL mode that several processes write and
 * any process reads.
 *
 * <p>Spans become a {@code SpanRow} (narrow columns and a body) before the write lock is taken;
 * {@code SpanWriter} inserts them in one transaction, {@code SessionPruner} keeps the size bound,
 * {@code SqliteSpanReader} turns a query into SQL and passes the rest through the shared matcher.
 */
@NullMarked
package dev.fulgurite.exporter.sqlite;

import org.jspecify.annotations.NullMarked;
