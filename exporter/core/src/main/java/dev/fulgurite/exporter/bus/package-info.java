/**
 * Publish and subscribe over the spans: {@link dev.fulgurite.exporter.bus.EventBus} hears agents
 * start and end, errors, sessions, middleware and what a program publishes, and hands each event to
 * the handlers that asked for its type. A span is heard by {@code Hearing}, told to each {@code
 * Subscription}, waits in its {@code Mailbox} and is handled by a thread of the bus.
 */
@NullMarked
package dev.fulgurite.exporter.bus;

import org.jspecify.annotations.NullMarked;
