/**
 * Names on the wire: span names and attribute keys, each in one place. Strings, not typed keys, so
 * that an agent whose OpenTelemetry is not the application's can use them too.
 */
@NullMarked
package dev.fulgurite.api.semconv;

import org.jspecify.annotations.NullMarked;
