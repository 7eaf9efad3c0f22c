/**
 * Spans as bytes, to the last bit: for stores whose database has no types for what attributes hold.
 */
@NullMarked
package dev.fulgurite.exporter.store.codec;

import org.jspecify.annotations.NullMarked;
