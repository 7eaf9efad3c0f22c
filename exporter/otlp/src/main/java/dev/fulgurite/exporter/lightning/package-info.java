/**
 * Agent Lightning, live: rollouts that a JVM runs for its trainer.
 *
 * <p>{@link LightningStore} talks to a 0.3 store: spans by OTLP, one request per attempt, and the
 * attempts' status by its REST routes. {@link LightningGateway} talks to a 1.0 gateway: one POST
 * per event. Both are fed by an {@code EventSpanProcessor}, so that every span is accounted for.
 */
@NullMarked
package dev.fulgurite.exporter.lightning;

import org.jspecify.annotations.NullMarked;
