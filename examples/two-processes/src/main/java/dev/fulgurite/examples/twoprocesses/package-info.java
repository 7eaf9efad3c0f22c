/** One process plans a report, others write its sections; Redis is all that they share. */
@NullMarked
package dev.fulgurite.examples.twoprocesses;

import org.jspecify.annotations.NullMarked;
