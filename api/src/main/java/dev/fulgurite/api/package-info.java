/**
 * The front door: {@code Emitter}, {@code Reward}, {@code Operation}, {@code Session}, custom event
 * types, and the readers that turn spans back into them.
 *
 * <p>An emit becomes an OpenTelemetry span that starts and ends at once; without an SDK or agent it
 * is a no-op. What the spans look like is the event contract of the project.
 */
@NullMarked
package dev.fulgurite.api;

import org.jspecify.annotations.NullMarked;
