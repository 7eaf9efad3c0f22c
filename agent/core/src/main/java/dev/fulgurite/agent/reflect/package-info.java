/**
 * Reads the application's objects without being compiled against them: cached method handles on
 * public types, for hooks of every framework. What cannot be read is null, never an exception.
 */
@NullMarked
package dev.fulgurite.agent.reflect;

import org.jspecify.annotations.NullMarked;
