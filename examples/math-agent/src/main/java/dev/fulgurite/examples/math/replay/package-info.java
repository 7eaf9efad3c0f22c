/**
 * A small OpenAI-compatible server that replays written solutions: a {@code Dataset} file becomes
 * {@code Problem}s, a problem's {@code Solution} becomes one chat completion per calculator step
 * and one for the answer. It stands in for a model, and knows nothing of the agent that asks.
 */
@NullMarked
package dev.fulgurite.examples.math.replay;

import org.jspecify.annotations.NullMarked;
