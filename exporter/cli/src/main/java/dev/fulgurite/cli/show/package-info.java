/**
 * A session or trace as a tree for a person: {@link TreePrinter} draws, one line per span, and
 * below a model call what was said.
 */
@NullMarked
package dev.fulgurite.cli.show;

import org.jspecify.annotations.NullMarked;
