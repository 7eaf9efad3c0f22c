/**
 * Which spans are left out on purpose. Pure parts: the time is an argument, and nothing here knows
 * the processor.
 */
@NullMarked
package dev.fulgurite.exporter.sampling;

import org.jspecify.annotations.NullMarked;
