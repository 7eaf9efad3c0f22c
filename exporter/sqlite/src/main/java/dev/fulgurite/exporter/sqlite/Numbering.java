package dev.fulgurite.exporter.sqlite;

/** The sequence numbers of a batch's spans. */
interface Numbering {
  long sequence(int row);
}
