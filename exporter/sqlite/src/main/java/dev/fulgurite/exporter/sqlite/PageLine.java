package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoredSpan;

/** A span that may belong to a page: its row, or what was made of that lately. */
sealed interface PageLine permits SpanLine, PageLine.Made {
  /** The span's number. */
  long seq();

  /** Nothing more is to be read of it. */
  record Made(long seq, StoredSpan span) implements PageLine {}
}
