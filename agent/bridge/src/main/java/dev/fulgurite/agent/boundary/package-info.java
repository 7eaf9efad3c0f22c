/**
 * All that passes between an application's OpenTelemetry and the agent's own: JDK types and the
 * types of this package, which the agent's loader defines for both sides. No OpenTelemetry type
 * crosses, so the two copies never meet.
 */
@NullMarked
package dev.fulgurite.agent.boundary;

import org.jspecify.annotations.NullMarked;
