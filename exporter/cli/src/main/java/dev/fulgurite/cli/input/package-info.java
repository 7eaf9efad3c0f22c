/**
 * Files of spans that others wrote, or we: {@link SpanFile} finds out which form one has, reads it
 * span by span, and says where and why it cannot.
 */
@NullMarked
package dev.fulgurite.cli.input;

import org.jspecify.annotations.NullMarked;
