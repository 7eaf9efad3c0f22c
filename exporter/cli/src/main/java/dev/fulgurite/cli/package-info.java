/**
 * The {@code fulgurite} command: asks a store what the agent did, and never changes it. One class
 * per command; exit code 0 for an answer, 1 when there is none, 2 for bad usage.
 */
@NullMarked
package dev.fulgurite.cli;

import org.jspecify.annotations.NullMarked;
