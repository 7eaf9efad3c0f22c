/**
 * The filter language: what fits in one line of a command, a URL or a search field becomes a {@link
 * dev.fulgurite.exporter.store.SpanFilter}. {@link dev.fulgurite.exporter.query.FilterLanguage}
 * describes it.
 */
@NullMarked
package dev.fulgurite.exporter.query;

import org.jspecify.annotations.NullMarked;
