/**
 * Redis Streams: a publisher of job events, readers and consumer groups, and a destination for the
 * spans of sessions. A published event is a span too, and its entry names that span.
 */
@NullMarked
package dev.fulgurite.exporter.redis;

import org.jspecify.annotations.NullMarked;
