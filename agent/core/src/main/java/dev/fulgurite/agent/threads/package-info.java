/**
 * Hooks without spans: where RxJava, Reactor or Kotlin's coroutines take work to another thread,
 * the context goes along. Each library has one place that all of its work passes. Nothing here is
 * compiled against them.
 */
@NullMarked
package dev.fulgurite.agent.threads;

import org.jspecify.annotations.NullMarked;
