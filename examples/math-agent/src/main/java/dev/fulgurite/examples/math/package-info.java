/**
 * An agent that solves word problems with a calculator: {@code Main} reads the problems, {@code
 * Evaluation} asks the {@code MathAgent} about each in a session of its own and lets {@code
 * ExactMatch} score the answer.
 *
 * <p>It knows LangChain4j and the front door of Fulgurite, nothing else: who listens is decided
 * outside, by {@code -javaagent} or not at all.
 */
@NullMarked
package dev.fulgurite.examples.math;

import org.jspecify.annotations.NullMarked;
