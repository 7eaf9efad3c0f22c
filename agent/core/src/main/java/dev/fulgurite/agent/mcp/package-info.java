/**
 * The hooks for the Model Context Protocol's Java SDK, client and server, in the words of the
 * OpenTelemetry conventions for it. Nothing here is compiled against the SDK or Reactor.
 */
@NullMarked
package dev.fulgurite.agent.mcp;

import org.jspecify.annotations.NullMarked;
