/** Keeps what a destination refused in a file for people to read. */
@NullMarked
package dev.fulgurite.exporter.quarantine;

import org.jspecify.annotations.NullMarked;
