/**
 * Fulgurite in an SDK that configures itself: found by OpenTelemetry's service loader wherever this
 * jar is on the class path, also as an extension of OpenTelemetry's own agent. Uses stable types of
 * the SPI only.
 */
@NullMarked
package dev.fulgurite.exporter.autoconfigure;

import org.jspecify.annotations.NullMarked;
