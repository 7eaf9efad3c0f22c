/**
 * The hooks for Spring AI 1.x and 2.x: chat clients, chat models (blocking and streaming), tools,
 * embeddings, vector stores and, where asked for, advisors.
 *
 * <p>A {@code Flux} is watched from subscription to end by {@link
 * dev.fulgurite.agent.reactive.ObservedPublisher}; what belongs under it is found by Reactor's own
 * context. Nothing here is compiled against Spring AI or Reactor.
 */
@NullMarked
package dev.fulgurite.agent.springai;

import org.jspecify.annotations.NullMarked;
