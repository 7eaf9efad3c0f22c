/**
 * A server for the models that applications under test ask: {@link
 * dev.fulgurite.agent.server.ModelServer} on loopback, one {@link
 * dev.fulgurite.agent.server.Dialect} per provider's protocol. What it answers is said by the
 * question itself: see {@link dev.fulgurite.agent.server.Question}.
 */
@NullMarked
package dev.fulgurite.agent.server;

import org.jspecify.annotations.NullMarked;
