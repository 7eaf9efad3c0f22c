/**
 * The agent's own pipeline: {@link SdkSink} starts spans in an SDK that {@link Pipeline} builds at
 * the first one, with a processor for the store and one for the collector.
 */
@NullMarked
package dev.fulgurite.agent.runtime;

import org.jspecify.annotations.NullMarked;
