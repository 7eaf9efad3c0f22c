package dev.fulgurite.agent.boundary;

/** An application's span that the agent's pipeline holds; the same type in every bridge. */
public interface BridgedSpan {
  SinkSpan sink();
}
