/**
 * Store and forward: spans go to a remote destination from the store, by cursor and at least once,
 * so that an outage or a restart costs time and not spans, and waiting costs disk and not heap.
 */
@NullMarked
package dev.fulgurite.exporter.outbox;

import org.jspecify.annotations.NullMarked;
