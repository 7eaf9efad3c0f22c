/**
 * Rewards without code: {@link RewardRules} says which outcomes that the JVM knows anyway, of
 * tests, tools, guardrails, retries and methods, become rewards of the trace that they belong to.
 */
@NullMarked
package dev.fulgurite.agent.reward;

import org.jspecify.annotations.NullMarked;
