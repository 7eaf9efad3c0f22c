/**
 * A travel desk of two agents in Google's ADK: a planner, who looks things up with tools, and a
 * clerk, who writes the answer. Knows nothing of Fulgurite.
 */
package dev.fulgurite.examples.travel;
