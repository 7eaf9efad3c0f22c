/**
 * What an agent does, while it does it: a {@link SessionStream} takes an agent's steps and hands
 * them to whoever reads, each through a bounded {@link StepFeed}; a {@link SessionArchive} asks for
 * them later. Every step is also a span, on the path of all spans, and that record is complete
 * whatever live readers miss.
 */
@NullMarked
package dev.fulgurite.exporter.live;

import org.jspecify.annotations.NullMarked;
