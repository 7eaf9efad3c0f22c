/**
 * From spans to training data. {@link Episodes} reads runs from a store, {@link CreditPolicy} gives
 * each reward to a model call, {@link TripletExport}, {@link MessagesExport} and {@link
 * PreferenceExport} write JSON lines and count what they leave out and why.
 */
@NullMarked
package dev.fulgurite.exporter.training;

import org.jspecify.annotations.NullMarked;
