/** What an agent may do to the JDK: open {@code java.lang} to itself, and nothing wider. */
@NullMarked
package dev.fulgurite.agent.jdk;

import org.jspecify.annotations.NullMarked;
