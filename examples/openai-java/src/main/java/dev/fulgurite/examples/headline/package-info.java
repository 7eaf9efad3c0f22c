/**
 * A program on OpenAI's own Java client, which knows nothing of Fulgurite: it has one model call
 * answer as a whole and another as a stream.
 */
package dev.fulgurite.examples.headline;
