/**
 * What is wrong with a set-up: each {@link Examination} looks at one thing and reports {@link
 * Finding}s, each with its remedy.
 */
@NullMarked
package dev.fulgurite.cli.doctor;

import org.jspecify.annotations.NullMarked;
