/**
 * Where a woven class's spans are opened: in its application's OpenTelemetry through a bridge that
 * {@link BridgeLoader} defines beside it, or in the agent's own where it has none.
 */
@NullMarked
package dev.fulgurite.agent.home;

import org.jspecify.annotations.NullMarked;
