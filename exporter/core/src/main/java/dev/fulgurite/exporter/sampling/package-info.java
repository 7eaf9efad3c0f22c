/**
 * Which spans are left out: whole traces by id, spans by rule, and what is too much at once.
 * Everything is told the time and starts nothing.
 */
@NullMarked
package dev.fulgurite.exporter.sampling;

import org.jspecify.annotations.NullMarked;
