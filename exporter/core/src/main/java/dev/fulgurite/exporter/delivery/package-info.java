/**
 * The rules of delivery without its machinery: when to try again, when to leave a destination
 * alone, which one to prefer, whether to split. Everything is told the time and starts nothing.
 */
@NullMarked
package dev.fulgurite.exporter.delivery;

import org.jspecify.annotations.NullMarked;
