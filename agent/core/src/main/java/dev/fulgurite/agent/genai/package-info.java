/**
 * What hooks of different frameworks share: the message schema of the GenAI conventions, bases of
 * their spans, and the knowledge that one model call is one span however many frameworks it passes.
 */
@NullMarked
package dev.fulgurite.agent.genai;

import org.jspecify.annotations.NullMarked;
