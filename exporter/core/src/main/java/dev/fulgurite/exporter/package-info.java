/**
 * From the end of a span to its destination: {@code ScopeStamper} at the start, {@code
 * EventSpanProcessor} at the end, one per destination, each with its ledger.
 */
@NullMarked
package dev.fulgurite.exporter;

import org.jspecify.annotations.NullMarked;
