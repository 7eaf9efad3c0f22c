/**
 * Spans in Redis, as every store keeps them: a stream for the writers, and on the heap of whoever
 * asks what came of it.
 */
@NullMarked
package dev.fulgurite.exporter.redis.store;

import org.jspecify.annotations.NullMarked;
