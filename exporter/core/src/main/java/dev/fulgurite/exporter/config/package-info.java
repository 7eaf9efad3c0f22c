/**
 * Every setting, once: {@link Setting} names it, {@link Configuration} reads it from system
 * property, environment, file and defaults in that order. {@code docs/settings.md} is generated
 * from here.
 */
@NullMarked
package dev.fulgurite.exporter.config;

import org.jspecify.annotations.NullMarked;
