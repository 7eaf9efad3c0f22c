/**
 * All that an application can see of the agent: {@link Premain}, which does next to nothing, and
 * the loader behind which the rest lives.
 */
@NullMarked
package dev.fulgurite.agent;

import org.jspecify.annotations.NullMarked;
