/**
 * Span JSON: one object per span, the model of Agent Lightning plus {@code kind} and {@code scope}.
 * {@link SpanJson} writes a stored span as one line and reads it back; times are seconds with nine
 * decimals, so nothing is lost on the way.
 */
@NullMarked
package dev.fulgurite.exporter.json;

import org.jspecify.annotations.NullMarked;
