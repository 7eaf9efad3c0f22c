/** The agent while it runs: what is asked of it from outside, and what became of its hooks. */
@NullMarked
package dev.fulgurite.agent.control;

import org.jspecify.annotations.NullMarked;
