/**
 * The hooks for openai-java: chat completions, responses and embeddings, blocking, asynchronous and
 * streaming. Structured output ends in the same methods. Requests and answers are read as OpenAI's
 * JSON, so that they read alike in every version.
 */
@NullMarked
package dev.fulgurite.agent.openai;

import org.jspecify.annotations.NullMarked;
