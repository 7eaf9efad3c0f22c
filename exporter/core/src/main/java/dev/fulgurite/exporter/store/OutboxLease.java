package dev.fulgurite.exporter.store;

import java.time.Instant;

/**
 * The right to send to a destination.
 *
 * @param destination as in the ledger, such as {@code otlp}
 * @param holder unique to one run of one process
 * @param until by the wall clock; afterwards anybody may take it
 */
public record OutboxLease(String destination, String holder, Instant until) {}
