/**
 * What a stranger is promised, tried from outside: the packaged agent on the packaged example in
 * child JVMs, asked through the packaged command line.
 */
@NullMarked
package dev.fulgurite.acceptance;

import org.jspecify.annotations.NullMarked;
