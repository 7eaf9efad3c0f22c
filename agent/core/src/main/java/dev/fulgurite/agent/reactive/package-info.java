/**
 * Streams that are returned to the application: each subscription is a call with a span of its own,
 * which ends with it. Nothing here is compiled against Reactor.
 */
@NullMarked
package dev.fulgurite.agent.reactive;

import org.jspecify.annotations.NullMarked;
