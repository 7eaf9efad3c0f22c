/**
 * When the process is short of memory or processor time, or the destination errs: what is seen, and
 * from when to when it counts. Starts nothing; what is done about it is its user's.
 */
@NullMarked
package dev.fulgurite.exporter.pressure;

import org.jspecify.annotations.NullMarked;
