/**
 * Handlers to build others from: filtered, transformed, routed, retried, batched, counted in
 * windows; and finished ones that measure, alert, log, keep statistics and a state. Each is an
 * {@link dev.fulgurite.exporter.bus.EventHandler} and thread-safe.
 */
@NullMarked
package dev.fulgurite.exporter.bus.handler;

import org.jspecify.annotations.NullMarked;
