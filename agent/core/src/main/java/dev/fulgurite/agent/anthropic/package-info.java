/**
 * The hooks for anthropic-java: messages, blocking, asynchronous and streaming, and their beta.
 * From 3.0 on the SDK opens spans itself; where it does, these are the ones, and no hook adds a
 * second.
 */
@NullMarked
package dev.fulgurite.agent.anthropic;

import org.jspecify.annotations.NullMarked;
