/**
 * An agent that plans a trip, and a page that follows it: {@link TripAgent} emits steps into a
 * session stream, {@link StepServer} hands them to browsers as server-sent events.
 */
@NullMarked
package dev.fulgurite.examples.live;

import org.jspecify.annotations.NullMarked;
