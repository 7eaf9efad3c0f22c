/** Puts the agent together when the program starts, and says good-bye when it ends. */
@NullMarked
package dev.fulgurite.agent.core;

import org.jspecify.annotations.NullMarked;
