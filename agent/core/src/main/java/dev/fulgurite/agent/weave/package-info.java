/**
 * From a class file to a woven one: {@link ClassFile} and {@link Candidates} decide cheaply, {@link
 * Weaver} rewrites with Byte Buddy's ASM, and the woven method finds its {@link Advised} by {@code
 * invokedynamic} through the one class that {@link Dispatcher} defines in {@code java.lang}.
 */
@NullMarked
package dev.fulgurite.agent.weave;

import org.jspecify.annotations.NullMarked;
