/**
 * Spans that frameworks emit by themselves, in the names that the GenAI conventions use today, so
 * that every reader of a store knows a model call when it sees one. What was there stays there.
 */
@NullMarked
package dev.fulgurite.exporter.normalize;

import org.jspecify.annotations.NullMarked;
