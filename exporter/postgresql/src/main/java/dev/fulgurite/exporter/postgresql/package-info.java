/**
 * A store for several machines: {@code postgresql://HOST/DATABASE}, tables in a database that
 * somebody runs.
 *
 * <p>Spans become a {@code SpanRow} (columns and a body) before the store is locked; {@code
 * SpanWriter} inserts them, {@code SessionPruner} keeps the size bound, {@code
 * PostgresqlSpanReader} turns a query into SQL and passes what it gets through the shared matcher.
 */
@NullMarked
package dev.fulgurite.exporter.postgresql;

import org.jspecify.annotations.NullMarked;
