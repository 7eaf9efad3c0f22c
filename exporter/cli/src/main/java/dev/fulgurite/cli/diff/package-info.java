/**
 * Two runs side by side: {@link DiffPrinter} walks two trees at once, {@link Alignment} finds which
 * spans of one stand for which of the other, {@link SpanChanges} says what became of one, {@link
 * EventChanges} of its events.
 */
@NullMarked
package dev.fulgurite.cli.diff;

import org.jspecify.annotations.NullMarked;
