/**
 * Spans as a tree, whatever their parent links are like: a missing parent, several roots or a cycle
 * never lose a span. {@link TraceTree} builds, {@link TraceNode} is walked.
 */
@NullMarked
package dev.fulgurite.exporter.tree;

import org.jspecify.annotations.NullMarked;
