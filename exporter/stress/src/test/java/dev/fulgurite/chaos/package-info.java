/**
 * What happens to the programs around us: receivers and stores that die, stall, fill up and answer
 * nonsense, as real processes. A slice in each build; the profile {@code stress} runs all of it.
 */
@NullMarked
package dev.fulgurite.chaos;

import org.jspecify.annotations.NullMarked;
