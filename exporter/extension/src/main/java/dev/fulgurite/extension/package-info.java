/**
 * Fulgurite inside OpenTelemetry's own agent: the exporter's autoconfiguration, and the open {@code
 * Session} of an application whose classes this loader cannot see.
 */
@NullMarked
package dev.fulgurite.extension;

import org.jspecify.annotations.NullMarked;
