/**
 * The assembly: from settings to a span processor that stamps, redacts, queues and keeps spans in
 * the store, and sends them to what other destinations are added. Shared by the agent and the SDK's
 * autoconfiguration.
 */
@NullMarked
package dev.fulgurite.exporter.pipeline;

import org.jspecify.annotations.NullMarked;
