/**
 * Macro benchmarks: ours and the alternative in alternating order, in one run, medians and their
 * ratio. Absolute figures of a shared machine mean little; the ratio is the claim.
 */
@NullMarked
package dev.fulgurite.benchmarks;

import org.jspecify.annotations.NullMarked;
