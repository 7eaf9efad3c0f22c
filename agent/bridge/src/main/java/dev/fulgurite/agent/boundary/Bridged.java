package dev.fulgurite.agent.boundary;

/** Marks what leads into the agent's pipeline, whichever bridge made it. */
public interface Bridged {}
