package dev.fulgurite.agent.reward;

/**
 * What one outcome is worth.
 *
 * @param name the reward's dimension
 */
public record RewardRule(String name, double value) {}
