/**
 * JSON Schema for event types of your own.
 *
 * <p>{@link EventSchema} puts a schema before a {@code dev.fulgurite.api.EventType}: what does not
 * fit is refused where it is emitted. A module apart, so that the api needs no library.
 */
@NullMarked
package dev.fulgurite.schema;

import org.jspecify.annotations.NullMarked;
