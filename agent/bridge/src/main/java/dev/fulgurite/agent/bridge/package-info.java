/**
 * What the agent defines beside an application's own opentelemetry-api, once per class loader: an
 * {@code OpenTelemetry} that stands in for the no-op, whose spans live in the agent's pipeline.
 * Compiled against the oldest API that is supported; a newer one only adds default methods.
 */
@NullMarked
package dev.fulgurite.agent.bridge;

import org.jspecify.annotations.NullMarked;
