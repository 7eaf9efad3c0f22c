package dev.fulgurite.examples.math.replay;

import java.math.BigDecimal;

/**
 * A word problem.
 *
 * @param number its place among the problems that run, from 1
 * @param solution what the replay server says when asked
 * @param expected the right answer
 */
public record Problem(int number, String question, Solution solution, BigDecimal expected) {}
